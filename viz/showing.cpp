#include "viz/showing.h"

#include <algorithm>
#include <cmath>

#include "envs/core/error.h"
#include "envs/core/palette.h"
#include "viz/around.h"
#include "viz/panels/side.h"
#include "viz/panels/text.h"
#include "viz/timeline.h"

namespace gymkhana::viz {
namespace {

constexpr double kPanels = 300, kNarrow = 560;  // points: the panels' width; pages less wide have none
constexpr double kLow = 200;                    // points: pages less high have no timeline
constexpr double kMargin = 16;

// As many tiles side by side as make them largest, the worlds being about as wide as high.
int columns_for(int tiles, const Area& area) {
  int best = 1;
  double largest = 0;
  for (int columns = 1; columns <= tiles; ++columns) {
    const int rows = (tiles + columns - 1) / columns;
    const double side = std::min(area.width / columns * 0.75, area.height / rows);
    if (side <= largest) continue;
    largest = side;
    best = columns;
  }
  return best;
}

std::vector<Area> tiles_of(const Area& area, int tiles) {
  if (tiles == 1) return {area};
  const int columns = columns_for(tiles, area), rows = (tiles + columns - 1) / columns;
  const double width = area.width / columns, height = area.height / rows;
  std::vector<Area> areas;
  for (int i = 0; i < tiles; ++i) {
    const int row = i / columns, column = i % columns;
    areas.push_back(Area{area.left + column * width, area.top + row * height, width, height}.inset(4));
  }
  return areas;
}

void draw_help(Canvas& canvas, const Area& area, const std::vector<HelpLine>& lines) {
  use_points(canvas, area);
  constexpr double row = 20, frame = 1;
  double keys = 0, meanings = 0;
  for (const HelpLine& line : lines) {
    keys = std::max(keys, shown_width(kLabel, line.keys));
    meanings = std::max(meanings, shown_width(kLabel, line.meaning));
  }
  const double width = keys + meanings + 3.5 * kGap,
               height = row * static_cast<double>(lines.size()) + 2 * kGap;
  const Point low{kMargin, area.height - kMargin - height}, high{kMargin + width, area.height - kMargin};
  canvas.rectangle({low.x - frame, low.y - frame}, {high.x + frame, high.y + frame}, palette::slate);
  canvas.rectangle(low, high, palette::paper);
  double y = high.y - kGap - (row + kLabel) / 2;
  for (const HelpLine& line : lines) {
    canvas.text({low.x + kGap, y}, kLabel, line.keys, palette::slate);
    canvas.text({low.x + 2.5 * kGap + keys, y}, kLabel, line.meaning, palette::ink);
    y -= row;
  }
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
    if (chosen && !showing.help.empty()) draw_help(canvas, area, showing.help);
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

Layout lay_out(const Page& page, const Showing& showing) {
  Layout layout;
  Area rest = page.area();
  if (showing.overlay != Overlay::plain && rest.width >= kNarrow) layout.panels = take_right(rest, kPanels);
  const bool timeline = showing.timeline && showing.overlay != Overlay::plain && rest.height >= kLow;
  if (timeline) layout.timeline = take_bottom(rest, kTimeline);
  layout.scenes = tiles_of(rest, static_cast<int>(showing.scenes.size()));
  return layout;
}

void draw_showing(Page& page, const Showing& showing) {
  page.clear();
  draw_worlds(page, showing);
  const Layout layout = lay_out(page, showing);
  if (layout.panels.width > 0) draw_panels(page, showing, layout.panels);
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
}

}  // namespace gymkhana::viz
