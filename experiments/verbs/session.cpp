#include "experiments/verbs/session.h"

#include <fmt/core.h>
#include <iostream>

#include "base/interrupt.h"
#include "base/text.h"
#include "experiments/run/failure_capsule.h"
#include "experiments/run/result.h"
#include "experiments/verbs/help.h"

namespace gymkhana {
namespace {

std::string in_seconds(double seconds) {
  return seconds < 100 ? fmt::format("{:.1f} s", seconds) : clock_time(seconds);
}

void print_report(const Invocation& call, const TrainingOutcome& outcome, const RunState& state,
                  const RunDirectory& directory, std::int64_t n_timesteps) {
  const EnvSpec& spec = state.spec();
  const bool solved = spec.reward_threshold && outcome.score && outcome.score->mean >= *spec.reward_threshold;
  const std::string path = directory.path(), program = call.line.program;
  const std::int64_t steps = state.counters().steps;
  const std::string further = steps < n_timesteps ? "" : " --n_timesteps " + std::to_string(2 * steps);
  std::cout << spec.id << (solved ? " is solved: " : ": ")
            << (outcome.score ? describe(*outcome.score, spec) : "not evaluated") << "\n"
            << with_commas(steps) << " steps in " << in_seconds(outcome.seconds) << "; everything is in "
            << path << "\n\nNext:\n"
            << columns({{program + " eval " + path, "evaluate the best weights over 100 new episodes"},
                        {program + " resume " + path + further, "train on"},
                        {program + " list presets", "see what else there is to train"}});
}

}  // namespace

int run_session(const Invocation& call, const Experiment& experiment, RunState& state,
                const RunDirectory& directory, Trainer& trainer) {
  TrainingOutcome outcome;
  try {
    outcome = trainer.run();
  } catch (const TrainingFailure& failure) {
    std::cerr << "gymkhana: " << failure.what() << "\n";
    return 1;
  }
  if (outcome.ending == Ending::interrupted) {
    trainer.save();
    std::cerr << "stopped and saved at " << with_commas(state.counters().steps)
              << " steps; go on with: " << call.line.program << " resume " << directory.path().string()
              << "\n";
    return Interrupt::exit_status();
  }
  write_result(directory.result(), experiment, outcome, state);
  trainer.save();
  print_report(call, outcome, state, directory, experiment.train.n_timesteps);
  return 0;
}

}  // namespace gymkhana
