#include "experiments/run/trainer.h"

#include <fmt/core.h>

#include "base/clock.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "experiments/run/evaluation.h"
#include "experiments/run/failure_capsule.h"
#include "experiments/run/logs/progress_csv.h"
#include "experiments/settings/seeds.h"

namespace gymkhana {
namespace {

std::string one_decimal(double value) {
  return fmt::format("{:.1f}", value);
}

}  // namespace

Trainer::Trainer(const Registry& registry, const Experiment& experiment, RunState& state,
                 const RunDirectory& directory, const ResumePoint& point)
    : registry_(registry),
      experiment_(experiment),
      config_(experiment.train),
      state_(state),
      directory_(directory),
      lock_(directory.path()),
      logs_(directory, point.clock.logs, experiment.env, state.spec().info),
      line_(experiment.train.name, "steps", state.counters().steps, experiment.train.n_timesteps),
      metrics_(point.stage.metrics),
      first_step_(state.counters().steps),
      last_step_(first_step_),
      earlier_seconds_(point.clock.seconds),
      start_(steady_seconds()),
      latest_saved_(start_),
      evaluation_pending_(point.stage.kind == RunStage::Kind::evaluating) {
  if (evaluation_pending_) last_step_ = point.stage.last_step;
}

TrainingOutcome Trainer::run() {
  const Interrupt interrupt("\nstopping after this update, then saving; once more to end at once\n");
  if (evaluation_pending_) finish_round();
  while (!finished() && outcome_.ending == Ending::finished) {
    learn();
    finish_round();
  }
  line_.close();
  if (config_.eval_episodes == 0 && finished()) save_agent(directory_.best(), state_.agent());
  if (feed_) feed_->publish_last(state_.agent(), state_.counters().steps);
  std::error_code ignored;
  std::filesystem::remove(directory_.latest(), ignored);
  outcome_.seconds = seconds();
  return outcome_;
}

void Trainer::learn() {
  last_step_ = state_.counters().steps;
  std::span<const Metric> metrics;
  try {
    metrics = state_.advance(&line_.done());
  } catch (const NonFinite& failure) {
    throw TrainingFailure(save_failure(directory_, experiment_, state_, failure));
  }
  metrics_.clear();
  for (const Metric& metric : metrics) metrics_.emplace_back(metric.name, metric.value);
  logs_.episodes(state_.rollout().episodes);
  if (feed_) feed_->publish(state_.agent(), state_.counters().steps);
  if (line_.wants_status()) line_.set_status(status());
}

void Trainer::finish_round() {
  evaluated_.reset();
  try {
    if (evaluation_due()) evaluate();
  } catch (const Interrupted&) {
    evaluation_pending_ = true;  // the checkpoint says so, and resume evaluates
    outcome_.ending = Ending::interrupted;
    return;
  }
  evaluation_pending_ = false;
  if (due(config_.log_freq) || evaluated_) log();
  const bool over = finished() || outcome_.ending == Ending::solved;
  if (!over && stop_requested()) outcome_.ending = Ending::interrupted;
  if (!over && due(config_.save_freq)) save();
  save_latest_weights();
}

bool Trainer::evaluation_due() const {
  return config_.eval_episodes > 0 && (due(config_.eval_freq) || finished());
}

void Trainer::evaluate() {
  save_at({RunStage::Kind::evaluating, last_step_, metrics_});
  const std::int64_t steps = state_.counters().steps;
  const Score score = evaluate_now();
  evaluated_ = score;
  outcome_.score = score;
  last_evaluation_ = "  evaluation " + one_decimal(score.mean);
  if (score.mean > state_.counters().best) {
    state_.counters().best = score.mean;
    save_agent(directory_.best(), state_.agent());
  }
  if (score.mean >= config_.stop_at_reward) outcome_.ending = Ending::solved;
  line_.say("evaluation at " + with_commas(steps) + " steps: " + describe(score, state_.spec()));
}

Score Trainer::evaluate_now() {
  Evaluation sample{.episodes = config_.eval_episodes,
                    .seed = evaluation_seed(config_.seed, state_.counters().steps),
                    .max_steps = config_.eval_max_steps,
                    .finished = &line_.begin_phase("evaluating", "episodes", config_.eval_episodes),
                    .stop = [this] { return stop_requested(); }};
  const Score score = gymkhana::evaluate(
      registry_.envs, experiment_, state_.agent(),
      {.sample = std::move(sample), .deterministic = config_.eval_deterministic}, state_.workers());
  line_.end_phase();
  return score;
}

void Trainer::log() {
  const RunCounters& counters = state_.counters();
  Row row = time_row();
  if (!counters.recent.empty()) {
    row.emplace_back("rollout/ep_rew_mean", counters.recent.mean_return());
    row.emplace_back("rollout/ep_len_mean", counters.recent.mean_length());
    if (state_.tells_success()) row.emplace_back("rollout/success_rate", counters.recent.success_rate());
  }
  row.insert(row.end(), metrics_.begin(), metrics_.end());
  if (evaluated_) {
    row.emplace_back("eval/mean_reward", evaluated_->mean);
    row.emplace_back("eval/std_reward", evaluated_->deviation);
    row.emplace_back("eval/mean_ep_length", evaluated_->mean_length);
    if (evaluated_->success_rate) row.emplace_back("eval/success_rate", *evaluated_->success_rate);
  }
  logs_.row(row, counters.steps);
  if (feed_) feed_->log(static_cast<double>(counters.steps), row);
}

Row Trainer::time_row() const {
  const RunCounters& counters = state_.counters();
  const double session = steady_seconds() - start_;
  return {{kStepsColumn, static_cast<double>(counters.steps)},
          {"time/iterations", static_cast<double>(counters.updates)},
          {"time/episodes", static_cast<double>(counters.episodes)},
          {kSecondsColumn, seconds()},
          {"time/fps", static_cast<double>(counters.steps - first_step_) / session}};
}

void Trainer::save() {
  save_at(stage());
}

RunStage Trainer::stage() const {
  if (evaluation_pending_) return {RunStage::Kind::evaluating, last_step_, metrics_};
  if (outcome_.ending == Ending::solved) return {RunStage::Kind::solved};
  return {finished() ? RunStage::Kind::over : RunStage::Kind::training};
}

void Trainer::save_at(RunStage stage) {
  save_checkpoint(directory_.checkpoint(state_.counters().steps), experiment_, state_,
                  {{seconds(), logs_.mark()}, std::move(stage)});
  directory_.prune_checkpoints();
}

void Trainer::save_latest_weights() {
  constexpr double kEvery = 5;  // seconds: what a viewer in another process may be behind
  if (steady_seconds() - latest_saved_ < kEvery) return;
  save_latest(directory_.latest(), state_.agent(), state_.counters().steps);
  latest_saved_ = steady_seconds();
}

bool Trainer::stop_requested() const {
  return Interrupt::requested() || (feed_ && feed_->stop_requested());
}

bool Trainer::due(std::int64_t every) const {
  return every > 0 && state_.counters().steps / every > last_step_ / every;
}

double Trainer::seconds() const {
  return earlier_seconds_ + steady_seconds() - start_;
}

std::string Trainer::status() const {
  const RecentEpisodes& recent = state_.counters().recent;
  return (recent.empty() ? "" : "return " + one_decimal(recent.mean_return())) + last_evaluation_;
}

}  // namespace gymkhana
