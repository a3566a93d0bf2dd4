#include "viz/showing.h"

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
constexpr double kWorld = 110;                // width that worlds need beside panels
constexpr double kUpright = 1.2;              // height over width of pages with the panels below
constexpr double kWideUpright = 560;          // wider pages have room beside the worlds
constexpr double kLow = 200;                  // pages less high have no timeline
constexpr double kCorner = 4;                 // from a tile's corner to its number

/// Width over height of what a world draws, by its camera.
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

// As many tiles side by side as make the worlds in them largest.
int columns_for(int tiles, const Area& area, const Env& world) {
  PictureShape shape;
  world.draw(shape);
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

// Beside the worlds, or below them on an upright page.
Area take_panels(Area& rest) {
  const bool upright = rest.width < kWideUpright && rest.height > kUpright * rest.width;
  if (upright) return take_bottom(rest, std::floor(rest.height / 2));
  const double width = std::floor(std::clamp(kPanelsShare * rest.width, kSlim, kPanels));
  return rest.width - width >= kWorld ? take_right(rest, width) : Area{};
}

std::vector<Area> tiles_of(const Area& area, const std::vector<const Scene*>& scenes) {
  const int tiles = static_cast<int>(scenes.size());
  if (tiles == 1) return {area};
  const int columns = columns_for(tiles, area, scenes[0]->world()), rows = (tiles + columns - 1) / columns;
  const double width = area.width / columns, height = area.height / rows;
  std::vector<Area> areas;
  for (int i = 0; i < tiles; ++i) {
    const int row = i / columns, column = i % columns;
    areas.push_back(Area{area.left + column * width, area.top + row * height, width, height}.inset(4));
  }
  return areas;
}

// By which key a tile is chosen; on paper of its own, whatever the world's colours.
void draw_number(Canvas& canvas, const Area& tile, int number) {
  use_points(canvas, tile);
  const std::string digits = std::to_string(number);
  const double width = shown_width(kLabel, digits) + 2 * kCorner, height = kLabel + 2 * kCorner;
  canvas.rectangle({0, tile.height - height}, {width, tile.height}, palette::paper);
  canvas.text({kCorner, tile.height - kCorner - kLabel}, kLabel, digits, palette::ink);
}

void draw_scene(Page& page, const Showing& showing, int index, const Area& area) {
  const Scene& scene = *showing.scenes[index];
  const bool chosen = index == showing.selected, tiled = showing.scenes.size() > 1;
  if (tiled) {
    page.draw(area.inset(-3), [&](Canvas& canvas) {
      if (chosen) canvas.clear(palette::orange);
    });
  }
  page.draw(area, [&](Canvas& canvas) {
    scene.world().draw(canvas);
    const bool cells = showing.overlay == Overlay::cells && showing.cells && (chosen || !tiled);
    if (cells) showing.cells->draw(canvas, scene, area.width, area.height);
    const Surrounded* driver = showing.overlay == Overlay::around ? surrounded(scene.world()) : nullptr;
    if (driver) draw_on_world(canvas, driver->surroundings());
    if (tiled) draw_number(canvas, area, index + 1);
  });
}

}  // namespace

const std::vector<std::string>& overlay_names() {
  static const std::vector<std::string> names = {"mind", "learning", "cells", "around", "eye", "plain"};
  return names;
}

Overlay overlay_named(const std::string& name) {
  const auto& names = overlay_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw unknown_word("overlay", name, names);
  return static_cast<Overlay>(found - names.begin());
}

bool fits(Overlay overlay, const Env& world) {
  switch (overlay) {
    case Overlay::cells:
      return has_cells(world);
    case Overlay::around:
      return surrounded(world) != nullptr;
    case Overlay::eye:
      return sees_pictures(world.spec());
    case Overlay::mind:
    case Overlay::learning:
    case Overlay::plain:
      return true;
  }
  return false;
}

void check_overlay(const std::string& name, const Env& world) {
  if (fits(overlay_named(name), world)) return;
  std::string fitting;
  for (const std::string& other : overlay_names()) {
    if (fits(overlay_named(other), world)) fitting += (fitting.empty() ? "" : ", ") + other;
  }
  throw Error("the overlay \"" + name + "\" has nothing to show in " + world.spec().id +
              "; those that fit: " + fitting);
}

Layout lay_out(const Page& page, const Showing& showing) {
  Layout layout;
  Area rest = page.area();
  if (showing.overlay != Overlay::plain) layout.panels = take_panels(rest);
  const bool timeline = showing.timeline && showing.overlay != Overlay::plain && rest.height >= kLow;
  if (timeline) layout.timeline = take_bottom(rest, kTimeline);
  layout.scenes = tiles_of(rest, showing.scenes);
  return layout;
}

void draw_showing(Page& page, const Showing& showing) {
  page.clear();
  const Layout layout = lay_out(page, showing);
  if (layout.panels.width > 0) draw_panels(page, showing, layout.panels);
  draw_worlds(page, showing);
}

void draw_worlds(Page& page, const Showing& showing) {
  const Layout layout = lay_out(page, showing);
  for (std::size_t i = 0; i < layout.scenes.size(); ++i) {
    draw_scene(page, showing, static_cast<int>(i), layout.scenes[i]);
  }
  if (layout.timeline.height > 0) {
    const Scene& scene = *showing.scenes[showing.selected];
    page.draw(layout.timeline, [&](Canvas& canvas) { draw_timeline(canvas, layout.timeline, scene); });
  }
  if (layout.panels.width > 0) draw_headline(page, showing, layout.panels);
  if (!showing.help.empty()) draw_help(page, showing.help);
}

}  // namespace gymkhana::viz
