// `resume`: an interrupted run goes on as if it had never stopped; a finished one can be given more steps.
#include <iostream>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "experiments/run/checkpoint.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/session.h"

namespace gymkhana::verbs {
namespace {

struct Options {
  std::int64_t n_timesteps = 0;
  int workers = 0;
};

Fields fields(Options& options) {
  return {field("n_timesteps", options.n_timesteps,
                "train to this many steps in all; 0: as configured. Schedules then span the new number",
                at_least(0)),
          field("workers", options.workers,
                "threads, as many as the run had unless given; 0: one per core. Results do not depend on it",
                between(0, 1024))};
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
  Options options{.workers = experiment.train.workers};
  set_fields(fields(options), "resume", call.line.flags);
  experiment.train.workers = options.workers;
  if (options.n_timesteps > 0) experiment.train.n_timesteps = options.n_timesteps;

  const auto [state, point] = load_newest(call, experiment, directory);
  check_unfinished(directory, experiment, *state, point.stage, options.n_timesteps > 0);
  Trainer trainer(call.registry, experiment, *state, directory, point);
  if (options.n_timesteps > 0) write_file(directory.config(), to_ini(experiment));
  std::filesystem::remove(directory.result());  // it has ended no longer
  return run_session(call, experiment, *state, directory, trainer);
}

std::string resume_keys(const Invocation&) {
  Options options;
  return describe_fields("Settings", fields(options));
}

}  // namespace gymkhana::verbs
