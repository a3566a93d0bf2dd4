#include "experiments/run/trainer.h"

#include <chrono>
#include <cstdio>

#include "base/interrupt.h"
#include "experiments/run/evaluation.h"
#include "experiments/run/failure_capsule.h"
#include "experiments/settings/seeds.h"

namespace gymkhana {
namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string one_decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

}  // namespace

Trainer::Trainer(const Registry& registry, const Experiment& experiment, RunState& state,
                 const RunDirectory& directory, const RunClock& clock)
    : registry_(registry),
      experiment_(experiment),
      config_(experiment.train),
      state_(state),
      directory_(directory),
      lock_(directory.path()),
      logs_(directory, clock.logs, experiment.env, state.spec().info),
      line_(experiment.train.name, state.counters().steps, experiment.train.n_timesteps),
      first_step_(state.counters().steps),
      last_step_(first_step_),
      earlier_seconds_(clock.seconds),
      start_(now()) {}

Outcome Trainer::run() {
  const Interrupt interrupt;
  while (!finished() && outcome_.ending == Ending::finished) {
    learn();
    if (due(config_.eval_freq) || finished()) evaluate();
    if (due(config_.log_freq) || evaluated_) log();
    const bool over = finished() || outcome_.ending == Ending::solved;
    if (!over && stop_requested()) outcome_.ending = Ending::interrupted;
    if (!over && due(config_.save_freq)) save();
    line_.update(state_.counters().steps, [this] { return status(); });
  }
  line_.clear();
  if (feed_) feed_->publish_last(state_.agent(), state_.counters().steps);
  outcome_.seconds = seconds();
  return outcome_;
}

void Trainer::learn() {
  last_step_ = state_.counters().steps;
  evaluated_.reset();
  try {
    metrics_ = state_.advance();
  } catch (const NonFinite& failure) {
    throw TrainingFailure(save_failure(directory_, experiment_, state_, failure));
  }
  logs_.episodes(state_.rollout().episodes);
  if (feed_) feed_->publish(state_.agent(), state_.counters().steps);
}

void Trainer::evaluate() {
  const std::int64_t steps = state_.counters().steps;
  const EvaluationConfig evaluation{.sample = {.episodes = config_.eval_episodes,
                                               .seed = evaluation_seed(config_.seed, steps),
                                               .max_steps = config_.eval_max_steps},
                                    .deterministic = config_.eval_deterministic};
  evaluated_ = gymkhana::evaluate(registry_.envs, experiment_, state_.agent(), evaluation, state_.workers());
  outcome_.score = *evaluated_;
  last_evaluation_ = "  evaluation " + one_decimal(evaluated_->mean);
  if (evaluated_->mean > state_.counters().best) {
    state_.counters().best = evaluated_->mean;
    save_agent(directory_.best(), state_.agent());
  }
  if (evaluated_->mean >= config_.stop_at_reward) outcome_.ending = Ending::solved;
  line_.say("evaluation at " + with_commas(steps) + " steps: " + describe(*evaluated_, state_.spec()));
}

void Trainer::log() {
  const RunCounters& counters = state_.counters();
  Row row = time_row();
  if (!counters.recent.empty()) {
    row.emplace_back("rollout/ep_rew_mean", counters.recent.mean_return());
    row.emplace_back("rollout/ep_len_mean", counters.recent.mean_length());
    if (state_.tells_success()) row.emplace_back("rollout/success_rate", counters.recent.success_rate());
  }
  for (const Metric& metric : metrics_) row.emplace_back(metric.name, metric.value);
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
  const double session = now() - start_;
  return {{"time/total_timesteps", static_cast<double>(counters.steps)},
          {"time/iterations", static_cast<double>(counters.updates)},
          {"time/episodes", static_cast<double>(counters.episodes)},
          {"time/time_elapsed", seconds()},
          {"time/fps", static_cast<double>(counters.steps - first_step_) / session}};
}

void Trainer::save() {
  save_checkpoint(directory_.checkpoint(state_.counters().steps), experiment_, state_,
                  {seconds(), logs_.mark()});
  directory_.prune_checkpoints();
}

bool Trainer::stop_requested() const {
  return Interrupt::requested() || (feed_ && feed_->stop_requested());
}

bool Trainer::due(std::int64_t every) const {
  return every > 0 && state_.counters().steps / every > last_step_ / every;
}

double Trainer::seconds() const {
  return earlier_seconds_ + now() - start_;
}

std::string Trainer::status() const {
  const RecentEpisodes& recent = state_.counters().recent;
  return (recent.empty() ? "" : "return " + one_decimal(recent.mean_return())) + last_evaluation_;
}

}  // namespace gymkhana
