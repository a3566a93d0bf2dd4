#include "viz/panels/side.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "envs/core/palette.h"
#include "viz/around.h"
#include "viz/panels/bars.h"
#include "viz/panels/plot.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kMargin = 16;                                               // points, as all below
constexpr double kHeadline = 92, kPlot = 104, kPicture = 216, kChart = 190;  // heights
constexpr double kBars = 260;                                                // height at most

const Scene& selected(const Showing& showing) {
  return *showing.scenes[showing.selected];
}

void draw_figure(Canvas& canvas, Point at, const char* name, const std::string& value) {
  canvas.text({at.x, at.y + 16}, kLabel, name, palette::slate);
  canvas.text(at, kLabel + 1, value, palette::ink);
}

// Long names are written smaller.
double title_height(std::string_view id, double room) {
  return shown_width(kTitle, id) <= room ? kTitle : kLabel + 1;
}

void draw_headline(Canvas& canvas, const Area& area, const Showing& showing) {
  const Scene& scene = selected(showing);
  const double status = shown_width(kLabel, showing.status);
  const double room = area.width - (status > 0 ? status + kGap : 0);
  const double height = title_height(scene.spec().id, room);
  canvas.text({0, area.height - kTitle - 1}, height, fitted(scene.spec().id, height, room), palette::ink);
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

void stack_actions(Stack& stack, const Showing& showing) {
  const BarChart bars = action_bars(showing.insight, selected(showing).spec());
  stack.add(std::min(height_of(bars), kBars),
            [&bars](Canvas& canvas, const Area& place) { draw_bars(canvas, place, bars); });
}

void stack_mind(Stack& stack, const Showing& showing) {
  stack_actions(stack, showing);
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

void add_legend(Stack& stack, const std::vector<std::string>& lines) {
  stack.add(20 * static_cast<double>(lines.size()), [&lines](Canvas& canvas, const Area& place) {
    double y = place.height - kLabel;
    for (const std::string& line : lines) {
      canvas.text({0, y}, kLabel, line, palette::slate);
      y -= 18;
    }
  });
}

void stack_cells(Stack& stack, const Showing& showing) {
  stack_actions(stack, showing);
  add_legend(stack, {"colour and lower number: value", "arrows: probability of each move",
                     "upper number: visits while watching"});
  stack.add(reward_plot(selected(showing)));
  if (showing.returns.size() > 1) stack.add(returns_plot(showing));
}

void stack_around(Stack& stack, const Showing& showing) {
  const Surrounded* driver = surrounded(selected(showing).world());
  if (!driver) return;
  stack.add(kChart, [driver](Canvas& canvas, const Area& place) {
    draw_from_above(canvas, place, driver->surroundings());
  });
  add_legend(stack, {"blue: rays to the road's edge", "red: others, and rays that meet them",
                     "orange: the road's middle ahead"});
  stack_actions(stack, showing);
  stack.add(reward_plot(selected(showing)));
}

void stack_eye(Stack& stack, const Showing& showing) {
  if (!showing.eye) return;
  stack.add(kPicture, [&](Canvas& canvas, const Area& place) { draw_input(canvas, place, *showing.eye); });
  if (showing.eye->saliency.width > 0) {
    stack.add(kPicture,
              [&](Canvas& canvas, const Area& place) { draw_saliency(canvas, place, *showing.eye); });
  }
  stack_actions(stack, showing);
}

}  // namespace

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
    case Overlay::around:
      return stack_around(stack, showing);
    case Overlay::eye:
      return stack_eye(stack, showing);
    case Overlay::plain:
      return;
  }
}

}  // namespace gymkhana::viz
