#include "viz/panels/curves.h"

#include "base/text.h"
#include "envs/core/picture/palette.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

/// A curve over the steps of an episode, whose moment t stands at step t + `offset`.
template <class Number>
Plot moment_plot(const Scene& scene, const char* title, Color color, int offset, Number number) {
  Plot plot{.title = title, .curves = {{{}, color}}, .note = "no step yet"};
  const auto moments = scene.moments();
  for (std::size_t t = 0; t < moments.size(); ++t) {
    plot.curves[0].points.push_back({static_cast<double>(t) + offset, number(moments[t])});
  }
  if (scene.now() < scene.length()) plot.cursor = scene.now();
  plot.x_label = "steps";  // how many, headline and timeline say, which are drawn more often
  return plot;
}

template <class Number>
Plot past_plot(const FrameContent& content, const char* title, Color color, Number number) {
  Plot plot{.title = title, .curves = {{{}, color}}, .note = "none yet"};
  for (std::size_t i = 0; i < content.episodes.size(); ++i) {
    plot.curves[0].points.push_back({static_cast<double>(i + 1), number(content.episodes[i])});
  }
  plot.x_label = "episode " + with_commas(static_cast<std::int64_t>(content.episodes.size()));
  return plot;
}

/// What is shown of training under one title: the first of these curves that is logged.
struct Kind {
  const char* title;
  Color color;
  std::vector<const char*> names;
  double sign = 1;
  bool of_return = false;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = {
      {.title = "return", .color = palette::green, .names = {"rollout/ep_rew_mean"}, .of_return = true},
      {.title = "return, eval", .color = palette::purple, .names = {"eval/mean_reward"}, .of_return = true},
      {.title = "loss",
       .color = palette::red,
       .names = {"train/loss", "train/policy_loss", "train/policy_gradient_loss"}},
      {.title = "value loss", .color = palette::red, .names = {"train/value_loss"}},
      {.title = "error of values", .color = palette::red, .names = {"train/td_error", "train/residual"}},
      {.title = "entropy", .color = palette::blue, .names = {"train/entropy_loss"}, .sign = -1},
      {.title = "exploration",
       .color = palette::blue,
       .names = {"rollout/exploration_rate", "train/exploration"}},
      {.title = "steps/s", .color = palette::slate, .names = {"time/fps"}},
  };
  return all;
}

const NamedCurve* find_curve(const TrainingCurves& curves, const Kind& kind) {
  for (const char* name : kind.names) {
    if (const NamedCurve* curve = curves.find(name)) return curve;
  }
  return nullptr;
}

}  // namespace

Plot value_plot(const FrameContent& content) {
  const char* title = content.scaled ? "value, of scaled rewards" : "value";
  return moment_plot(*content.scenes[content.selected], title, palette::blue, 0,
                     [](const Moment& m) { return m.value; });
}

std::vector<Plot> episode_plots(const Scene& scene) {
  return {moment_plot(scene, "return so far", palette::green, 1, [](const Moment& m) { return m.total; }),
          moment_plot(scene, "reward", palette::orange, 1, [](const Moment& m) { return m.reward; })};
}

std::vector<Plot> past_plots(const FrameContent& content) {
  std::vector<Plot> plots = {
      past_plot(content, "past returns", palette::purple, [](const Episode& e) { return e.total; }),
      past_plot(content, "past lengths", palette::slate,
                [](const Episode& e) { return static_cast<double>(e.length); })};
  plots[0].threshold = content.scenes[content.selected]->spec().reward_threshold;
  return plots;
}

std::vector<Plot> training_plots(const FrameContent& content) {
  std::vector<Plot> plots;
  for (const Kind& kind : kinds()) {
    const NamedCurve* curve = content.training ? find_curve(*content.training, kind) : nullptr;
    if (!curve) continue;
    Plot plot{.title = kind.title, .curves = {{curve->points, kind.color}}};
    for (Point& point : plot.curves[0].points) point.y *= kind.sign;
    plot.x_label = short_number(curve->points.back().x) + " steps";
    if (kind.of_return) plot.threshold = content.scenes[content.selected]->spec().reward_threshold;
    plots.push_back(std::move(plot));
  }
  return plots;
}

}  // namespace gymkhana::viz
