#include "viz/frame_content.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "envs/core/picture/palette.h"
#include "viz/around.h"
#include "viz/help.h"
#include "viz/panels/side.h"
#include "viz/panels/text.h"
#include "viz/timeline.h"

namespace gymkhana::viz {
namespace {

// Points:
constexpr double kPanels = 300, kSlim = 170;  // the panels' width at most and at least
constexpr double kPanelsShare = 0.42;         // of the page's width, for panels between these
constexpr double kEnvWidth = 110;             // width that environments need beside panels
constexpr double kUpright = 1.2;              // height over width of pages with the panels below
constexpr double kWideUpright = 560;          // wider pages have room beside the environments
constexpr double kLow = 200;                  // pages less high have no timeline
constexpr double kCorner = 4;                 // from a tile's corner to its number

/// Width over height of what an environment draws, by its camera.
class PictureShape final : public Canvas {
 public:
  double ratio() const { return ratio_; }

  void camera(Point low, Point high) override { ratio_ = (high.x - low.x) / (high.y - low.y); }
  void clear(Color) override {}
  void line(Point, Point, double, Color) override {}
  void polygon(std::span<const Point>, Color) override {}
  void circle(Point, double, Color) override {}
  void text(Point, double, std::string_view, Color) override {}
  void pixels(Point, Point, int, int, std::span<const std::uint8_t>) override {}

 private:
  double ratio_ = 1;
};

// As many tiles side by side as make the environments in them largest.
int columns_for(int tiles, const Area& area, const Env& env) {
  PictureShape shape;
  env.draw(shape);
  int best = 1;
  double largest = 0;
  for (int columns = 1; columns <= tiles; ++columns) {
    const int rows = (tiles + columns - 1) / columns;
    const double scale = std::min(area.width / columns / shape.ratio(), area.height / rows);
    if (scale <= largest) continue;
    largest = scale;
    best = columns;
  }
  return best;
}

// Beside the environments, or below them on an upright page.
Area take_panels(Area& rest) {
  const bool upright = rest.width < kWideUpright && rest.height > kUpright * rest.width;
  if (upright) return take_bottom(rest, std::floor(rest.height / 2));
  const double width = std::floor(std::clamp(kPanelsShare * rest.width, kSlim, kPanels));
  return rest.width - width >= kEnvWidth ? take_right(rest, width) : Area{};
}

std::vector<Area> tiles_of(const Area& area, const std::vector<const Scene*>& scenes) {
  const int tiles = static_cast<int>(scenes.size());
  if (tiles == 1) return {area};
  const int columns = columns_for(tiles, area, scenes[0]->env()), rows = (tiles + columns - 1) / columns;
  const double width = area.width / columns, height = area.height / rows;
  std::vector<Area> areas;
  for (int i = 0; i < tiles; ++i) {
    const int row = i / columns, column = i % columns;
    areas.push_back(Area{area.left + column * width, area.top + row * height, width, height}.inset(4));
  }
  return areas;
}

// By which key a tile is chosen; on paper of its own, whatever the environment's colours.
void draw_number(Canvas& canvas, const Area& tile, int number) {
  use_points(canvas, tile);
  const std::string digits = std::to_string(number);
  const double width = shown_width(kLabel, digits) + 2 * kCorner, height = kLabel + 2 * kCorner;
  canvas.rectangle({0, tile.height - height}, {width, tile.height}, palette::paper);
  canvas.text({kCorner, tile.height - kCorner - kLabel}, kLabel, digits, palette::ink);
}

void draw_scene(Page& page, const FrameContent& content, int index, const Area& area) {
  const Scene& scene = *content.scenes[index];
  const bool chosen = index == content.selected, tiled = content.scenes.size() > 1;
  if (tiled) {
    page.draw(area.inset(-3), [&](Canvas& canvas) {
      if (chosen) canvas.clear(palette::orange);
    });
  }
  page.draw(area, [&](Canvas& canvas) {
    scene.env().draw(canvas);
    const bool cells = content.overlay == Overlay::cells && content.cells && (chosen || !tiled);
    if (cells) content.cells->draw(canvas, scene, area.width, area.height);
    const Surrounded* driver = content.overlay == Overlay::around ? surrounded(scene.env()) : nullptr;
    if (driver) draw_on_env(canvas, driver->surroundings());
    if (tiled) draw_number(canvas, area, index + 1);
  });
}

}  // namespace

const std::vector<std::string>& overlay_names() {
  static const std::vector<std::string> names = {"agent", "learning", "cells", "around", "input", "plain"};
  return names;
}

Overlay overlay_named(const std::string& name) {
  const auto& names = overlay_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw unknown_word("overlay", name, names);
  return static_cast<Overlay>(found - names.begin());
}

bool fits(Overlay overlay, const Env& env) {
  switch (overlay) {
    case Overlay::cells:
      return has_cells(env);
    case Overlay::around:
      return surrounded(env) != nullptr;
    case Overlay::input:
      return observes_pictures(env.spec());
    case Overlay::agent:
    case Overlay::learning:
    case Overlay::plain:
      return true;
  }
  return false;
}

void check_overlay(const std::string& name, const Env& env) {
  if (fits(overlay_named(name), env)) return;
  std::string fitting;
  for (const std::string& other : overlay_names()) {
    if (fits(overlay_named(other), env)) fitting += (fitting.empty() ? "" : ", ") + other;
  }
  throw Error("the overlay \"" + name + "\" has nothing to show in " + env.spec().id +
              "; those that fit: " + fitting);
}

Layout lay_out(const Page& page, const FrameContent& content) {
  Layout layout;
  Area rest = page.area();
  if (content.overlay != Overlay::plain) layout.panels = take_panels(rest);
  const bool timeline = content.timeline && content.overlay != Overlay::plain && rest.height >= kLow;
  if (timeline) layout.timeline = take_bottom(rest, kTimeline);
  layout.scenes = tiles_of(rest, content.scenes);
  return layout;
}

void draw_frame(Page& page, const FrameContent& content) {
  page.clear();
  const Layout layout = lay_out(page, content);
  if (layout.panels.width > 0) draw_panels(page, content, layout.panels);
  draw_envs(page, content);
}

void draw_envs(Page& page, const FrameContent& content) {
  const Layout layout = lay_out(page, content);
  for (std::size_t i = 0; i < layout.scenes.size(); ++i) {
    draw_scene(page, content, static_cast<int>(i), layout.scenes[i]);
  }
  if (layout.timeline.height > 0) {
    const Scene& scene = *content.scenes[content.selected];
    page.draw(layout.timeline, [&](Canvas& canvas) { draw_timeline(canvas, layout.timeline, scene); });
  }
  if (layout.panels.width > 0) draw_headline(page, content, layout.panels);
  if (!content.help.empty()) draw_help(page, content.help);
}

}  // namespace gymkhana::viz
