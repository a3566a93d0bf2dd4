#include "viz/showing.h"

#include <algorithm>
#include <cmath>

#include "envs/core/error.h"
#include "envs/core/palette.h"
#include "envs/core/stroke_font.h"
#include "viz/panels/bars.h"
#include "viz/panels/plot.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kPanels = 300, kNarrow = 560;  // points: the panels' width; pages less wide have none
constexpr double kMargin = 16;
constexpr double kHeadline = 92, kPlot = 104;

const Scene& selected(const Showing& showing) {
  return *showing.scenes[showing.selected];
}

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
    areas.push_back(
        Area{area.left + i % columns * width, area.top + i / columns * height, width, height}.inset(4));
  }
  return areas;
}

void draw_help(Canvas& canvas, const Area& area, const std::vector<HelpLine>& lines) {
  use_points(canvas, area);
  constexpr double row = 20, frame = 1;
  double keys = 0, meanings = 0;
  for (const HelpLine& line : lines) {
    keys = std::max(keys, text_width(kLabel, line.keys));
    meanings = std::max(meanings, text_width(kLabel, line.meaning));
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
    if (cells) showing.cells->draw(canvas, scene.world(), scene.seen(), area.width, area.height);
    if (chosen && !showing.help.empty()) draw_help(canvas, area, showing.help);
  });
}

void draw_figure(Canvas& canvas, Point at, const char* name, const std::string& value) {
  canvas.text({at.x, at.y + 16}, kLabel, name, palette::slate);
  canvas.text(at, kLabel + 1, value, palette::ink);
}

void draw_headline(Canvas& canvas, const Area& area, const Showing& showing) {
  const Scene& scene = selected(showing);
  const double status = text_width(kLabel, showing.status);
  canvas.text({0, area.height - kTitle - 1}, kTitle,
              fitted(scene.spec().id, kTitle, area.width - status - kGap), palette::ink);
  text_to(canvas, {area.width, area.height - kTitle}, kLabel, showing.status, palette::orange);
  canvas.text({0, area.height - kTitle - 22}, kLabel, fitted(showing.actor, kLabel, area.width),
              palette::slate);
  const double column = area.width / 3;
  const double low = area.height - kTitle - 62;
  draw_figure(canvas, {0, low}, "step", with_commas(scene.now()));
  draw_figure(canvas, {column, low}, "return", short_number(scene.total_reward()));
  const bool over = scene.over();
  draw_figure(canvas, {2 * column, low}, over ? "episode" : "reward",
              !over                ? short_number(scene.last_reward())
              : scene.terminated() ? "terminated"
                                   : "truncated");
}

Plot value_plot(const Scene& scene) {
  Plot plot{.title = "value estimate", .curves = {{{}, palette::blue}}};
  const auto moments = scene.moments();
  for (std::size_t t = 0; t < moments.size(); ++t) {
    plot.curves[0].points.push_back({static_cast<double>(t), moments[t].value});
  }
  if (scene.now() < scene.length()) plot.cursor = scene.now();
  plot.x_label = "step " + std::to_string(scene.length());
  return plot;
}

Plot reward_plot(const Scene& scene) {
  Plot plot{.title = "return of this episode", .curves = {{{{0, 0}}, palette::green}}};
  const auto moments = scene.moments();
  for (std::size_t t = 0; t < moments.size(); ++t) {
    plot.curves[0].points.push_back({static_cast<double>(t + 1), moments[t].total});
  }
  if (scene.now() < scene.length()) plot.cursor = scene.now();
  plot.x_label = "step " + std::to_string(scene.length());
  return plot;
}

Plot returns_plot(const Showing& showing) {
  Plot plot{.title = "returns of episodes watched", .curves = {{{}, palette::purple}}};
  for (std::size_t i = 0; i < showing.returns.size(); ++i) {
    plot.curves[0].points.push_back({static_cast<double>(i + 1), showing.returns[i]});
  }
  plot.threshold = selected(showing).spec().reward_threshold;
  plot.x_label = "episode " + std::to_string(showing.returns.size());
  return plot;
}

/// The panels one below another, until there is no room.
class Stack {
 public:
  Stack(Page& page, Area area) : page_(page), area_(area) {}

  void add(double height, const std::function<void(Canvas&, const Area&)>& content) {
    if (height <= 0 || area_.height < height) return;
    const Area place = take_top(area_, height);
    page_.draw(place, [&](Canvas& canvas) { content(canvas, place); });
    take_top(area_, kGap);
  }
  void add(const Plot& plot) {
    add(kPlot, [&plot](Canvas& canvas, const Area& place) { draw_plot(canvas, place, plot); });
  }

 private:
  Page& page_;
  Area area_;
};

void stack_mind(Stack& stack, const Showing& showing) {
  const BarChart bars = action_bars(showing.insight, selected(showing).spec());
  stack.add(std::min(height_of(bars), 260.0),
            [&bars](Canvas& canvas, const Area& place) { draw_bars(canvas, place, bars); });
  if (!showing.insight.value.empty()) stack.add(value_plot(selected(showing)));
  stack.add(reward_plot(selected(showing)));
  if (showing.returns.size() > 1) stack.add(returns_plot(showing));
}

void stack_learning(Stack& stack, const Showing& showing) {
  struct Kind {
    const char *name, *title;
    Color color;
  };
  static const std::vector<Kind> kinds = {
      {"rollout/ep_rew_mean", "return while training", palette::green},
      {"eval/mean_reward", "return in evaluations", palette::purple},
      {"train/loss", "loss", palette::red},
      {"train/value_loss", "value loss", palette::red},
      {"train/td_error", "error of values", palette::red},
      {"train/entropy_loss", "entropy loss", palette::blue},
      {"train/exploration_rate", "exploration", palette::blue},
      {"time/fps", "steps per second", palette::slate},
  };
  for (const Kind& kind : kinds) {
    const NamedCurve* curve = showing.training ? showing.training->find(kind.name) : nullptr;
    if (!curve) continue;
    Plot plot{.title = kind.title, .curves = {{curve->points, kind.color}}};
    plot.x_label = with_commas(static_cast<std::int64_t>(curve->points.back().x)) + " steps";
    const bool of_return = std::string_view(kind.name).find("rew") != std::string_view::npos;
    if (of_return) plot.threshold = selected(showing).spec().reward_threshold;
    stack.add(plot);
  }
}

void stack_cells(Stack& stack, const Showing& showing) {
  static const std::vector<std::string> legend = {"colour and lower number: value",
                                                  "arrows: probability of each move",
                                                  "upper number: visits while watching"};
  const BarChart bars = action_bars(showing.insight, selected(showing).spec());
  stack.add(height_of(bars), [&bars](Canvas& canvas, const Area& place) { draw_bars(canvas, place, bars); });
  stack.add(20 * static_cast<double>(legend.size()), [](Canvas& canvas, const Area& place) {
    double y = place.height - kLabel;
    for (const std::string& line : legend) {
      canvas.text({0, y}, kLabel, line, palette::slate);
      y -= 18;
    }
  });
  stack.add(reward_plot(selected(showing)));
  if (showing.returns.size() > 1) stack.add(returns_plot(showing));
}

void draw_panels(Page& page, const Showing& showing, const Area& area) {
  Stack stack(page, area.inset(kMargin));
  stack.add(kHeadline,
            [&showing](Canvas& canvas, const Area& place) { draw_headline(canvas, place, showing); });
  switch (showing.overlay) {
    case Overlay::mind:
      return stack_mind(stack, showing);
    case Overlay::learning:
      return stack_learning(stack, showing);
    case Overlay::cells:
      return stack_cells(stack, showing);
    case Overlay::plain:
      return;
  }
}

}  // namespace

const std::vector<std::string>& overlay_names() {
  static const std::vector<std::string> names = {"mind", "learning", "cells", "plain"};
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
  layout.scenes = tiles_of(rest, static_cast<int>(showing.scenes.size()));
  return layout;
}

void draw_showing(Page& page, const Showing& showing) {
  page.clear();
  const Layout layout = lay_out(page, showing);
  for (std::size_t i = 0; i < layout.scenes.size(); ++i) {
    draw_scene(page, showing, static_cast<int>(i), layout.scenes[i]);
  }
  if (layout.panels.width > 0) draw_panels(page, showing, layout.panels);
}

}  // namespace gymkhana::viz
