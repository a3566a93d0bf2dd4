// `resume`: an interrupted run goes on as if it had never stopped; a finished one can be given more steps.
#include <algorithm>
#include <iostream>
#include <limits>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "experiments/run/checkpoint.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/session.h"

namespace gymkhana::verbs {
namespace {

// The settings of a run that may change while it goes on: what it has learned does not depend on them.
Fields changeable(TrainConfig& train) {
  Fields all = fields(train);
  std::erase_if(all, [](const Field& field) { return field.decides != Decides::course; });
  return all;
}

// Asking for more steps means more steps, also where the run had ended because it had reached its reward.
void lift_reached_reward(const Settings& flags, const RunStage& stage, TrainConfig& train) {
  const bool reached = stage.kind == RunStage::Kind::solved;
  if (!reached || !given(flags, "n_timesteps") || given(flags, "stop_at_reward")) return;
  std::cerr << "it had reached stop_at_reward = " << print(train.stop_at_reward)
            << ", which --n_timesteps now lifts; give --stop_at_reward to set another\n";
  train.stop_at_reward = std::numeric_limits<double>::infinity();
}

/// Where a run goes on.
struct Resumed {
  std::unique_ptr<RunState> state;
  ResumePoint point;
};

// From the newest checkpoint that is whole: damaged ones are named and passed over. A run that was killed
// before its first one begins at its beginning.
Resumed load_newest(const Invocation& call, const Experiment& experiment, const RunDirectory& directory) {
  std::vector<std::int64_t> checkpoints = directory.checkpoints();
  if (checkpoints.empty()) {
    if (size_of(directory.progress()) > 0)
      throw Error("\"" + directory.path().string() +
                  "\" has logs but no checkpoint to go on from; train anew: train " +
                  directory.config().string());
    return {std::make_unique<RunState>(call.registry, experiment), {}};
  }
  std::string damage;
  for (; !checkpoints.empty(); checkpoints.pop_back()) {
    try {
      auto state = std::make_unique<RunState>(call.registry, experiment);
      ResumePoint point = load_checkpoint(directory.checkpoint(checkpoints.back()), experiment, *state);
      if (!damage.empty()) {
        std::cerr << "gymkhana: " << damage << "\ngoing on from the one before, at "
                  << with_commas(checkpoints.back()) << " steps\n";
      }
      return {std::move(state), std::move(point)};
    } catch (const std::runtime_error& error) {
      if (damage.empty()) damage = error.what();
    }
  }
  throw Error(damage);
}

// A run that is over goes on only when it is asked for more.
void check_unfinished(const RunDirectory& directory, const Experiment& experiment, const RunState& state,
                      const RunStage& stage, bool more_steps) {
  const std::int64_t steps = state.counters().steps;
  const bool solved = stage.kind == RunStage::Kind::solved && !more_steps;
  const bool evaluating = stage.kind == RunStage::Kind::evaluating;
  if (evaluating || (!solved && steps < experiment.train.n_timesteps)) return;
  throw Error("\"" + directory.path().string() + "\" is " + (solved ? "solved" : "complete") + " at " +
              std::to_string(steps) + " steps; give it more: --n_timesteps " + std::to_string(2 * steps));
}

}  // namespace

int resume(const Invocation& call) {
  const RunDirectory directory = RunDirectory::open(only_word(call, "a run directory"));
  Experiment experiment = directory.experiment(call.registry);
  const Settings& flags = call.line.flags;
  set_fields(changeable(experiment.train), "resume", flags);

  const auto [state, point] = load_newest(call, experiment, directory);
  const bool asks_for_more = given(flags, "n_timesteps") || given(flags, "stop_at_reward");
  check_unfinished(directory, experiment, *state, point.stage, asks_for_more);
  lift_reached_reward(flags, point.stage, experiment.train);
  Trainer trainer(call.registry, experiment, *state, directory, point);
  const auto lasts = [](const auto& flag) { return flag.first != "workers"; };  // which is of this session
  if (std::ranges::any_of(flags, lasts)) write_file(directory.config(), to_ini(experiment));
  std::filesystem::remove(directory.result());  // it has ended no longer
  return run_session(call, experiment, *state, directory, trainer);
}

std::string resume_keys(const Invocation& call) {
  TrainConfig train;
  const bool named = !call.line.words.empty();
  if (named) train = RunDirectory::open(only_word(call, "a run directory")).experiment(call.registry).train;
  return describe_fields("Settings that may change", changeable(train)) +
         "\nSchedules then span the new n_timesteps.\n" +
         (named ? "" : "The defaults are the run's own: resume DIR --help\n");
}

}  // namespace gymkhana::verbs
