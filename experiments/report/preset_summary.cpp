#include "experiments/report/preset_summary.h"

#include <algorithm>
#include <limits>

#include "experiments/stats/aggregate.h"

namespace gymkhana {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

const LoggedCurve& curve_of(const RunRecord& run, bool evaluated) {
  return evaluated ? run.evaluations : run.training;
}

template <class Get>
std::vector<double> each(const std::vector<RunRecord>& runs, const Get& get) {
  std::vector<double> values;
  for (const RunRecord& run : runs) values.push_back(get(run));
  return values;
}

/// When a run reached a level.
struct Arrival {
  double step = kNever, second = kNever;
};

Arrival arrival(const LoggedCurve& logged, double level) {
  const auto first = first_reaching(logged.curve, level);
  if (!first) return {};
  return {logged.curve.steps[*first], logged.seconds[*first]};
}

// Training returns suffer from exploration, so that a single evaluation may show first what was learned.
Arrival arrival(const RunRecord& run, double level, bool evaluated) {
  const Arrival by_evaluation = arrival(run.evaluations, level);
  if (evaluated) return by_evaluation;
  const Arrival by_training = arrival(run.training, level);
  return by_training.step < by_evaluation.step ? by_training : by_evaluation;
}

TimeToThreshold time_to(double threshold, const std::vector<RunRecord>& runs, bool evaluated) {
  std::vector<double> steps, seconds;
  for (const RunRecord& run : runs) {
    const Arrival first = arrival(run, threshold, evaluated);
    steps.push_back(first.step);
    seconds.push_back(first.second);
  }
  const auto arrived = std::count_if(steps.begin(), steps.end(), [](double step) { return step < kNever; });
  return {.threshold = threshold,
          .share = static_cast<double>(arrived) / static_cast<double>(runs.size()),
          .steps = median(steps),
          .seconds = median(seconds)};
}

std::optional<double> reference_of(const RunRecord& run, const Anchors& anchors) {
  if (run.optimum) return run.optimum;
  const std::optional<double>& best = anchors.of(run.env).best;
  return best ? best : run.threshold;
}

void summarize_scores(const std::vector<double>& scores, PresetSummary& summary) {
  const double reference = summary.reference.value_or(0);
  const auto statistics = [reference](const ScoreTable& table) {
    const std::vector<double>& drawn = table[0];
    return std::vector{iqm(drawn), mean(drawn), median(drawn), optimality_gap(drawn, reference)};
  };
  const std::vector<Estimate> estimates = bootstrap_each(ScoreTable{scores}, statistics);
  summary.iqm = estimates[0];
  summary.mean = estimates[1];
  summary.median = estimates[2];
  if (summary.reference) summary.gap = estimates[3];
}

// The curves of the runs that have one, as far as all of them go.
std::vector<Curve> choose_curves(PresetSummary& summary) {
  std::vector<Curve> curves, chosen;
  std::vector<std::size_t> runs;
  for (std::size_t i = 0; i < summary.runs.size(); ++i) {
    if (!makes_curve(summary.runs[i], summary.evaluated)) continue;
    curves.push_back(curve_of(summary.runs[i], summary.evaluated).curve);
    runs.push_back(i);
  }
  for (const std::size_t i : overlapping(curves)) {
    chosen.push_back(curves[i]);
    summary.curve_runs.push_back(runs[i]);
  }
  return chosen;
}

// Areas are those under what is longer than a point.
void summarize_curve(PresetSummary& summary) {
  const std::vector<Curve> curves = choose_curves(summary);
  if (curves.empty()) return;
  summary.curve = curve_band(curves);
  if (summary.curve.steps.size() < 2) return;
  std::vector<double> areas;
  for (const Curve& curve : curves) {
    Curve common{.steps = summary.curve.steps, .values = {}};
    for (const double step : common.steps) common.values.push_back(value_at(curve, step));
    areas.push_back(mean_height(common));
  }
  summary.area = bootstrap(areas, iqm);
}

}  // namespace

bool has_evaluation_curve(const RunRecord& run) {
  return run.evaluations.curve.steps.size() >= 2;
}

bool makes_curve(const RunRecord& run, bool evaluated) {
  return evaluated ? has_evaluation_curve(run) : !run.training.curve.steps.empty();
}

bool has_evaluation_curves(const std::vector<RunRecord>& runs) {
  return 2 * std::ranges::count_if(runs, has_evaluation_curve) >= std::ssize(runs);
}

PresetSummary summarize(std::vector<RunRecord> runs, const Anchors& anchors, bool evaluated) {
  const RunRecord& first = runs.front();
  PresetSummary summary{.name = first.preset, .env = first.env, .algo = first.algo};
  const std::vector<double> scores = each(runs, [](const RunRecord& run) { return run.score; });
  summary.reference = reference_of(first, anchors);
  summarize_scores(scores, summary);
  summary.steps = median(each(runs, [](const RunRecord& run) { return run.steps; }));
  summary.seconds = median(each(runs, [](const RunRecord& run) { return run.seconds; }));
  summary.evaluated = evaluated;
  if (first.threshold) summary.solved = time_to(*first.threshold, runs, evaluated);
  summary.runs = std::move(runs);
  summarize_curve(summary);
  return summary;
}

}  // namespace gymkhana
