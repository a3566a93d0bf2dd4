// Evaluation of an experiment's agent: exactly where that is possible, else by episodes.
#pragma once

#include "agents/agent.h"
#include "experiments/run/score.h"
#include "experiments/settings/config.h"
#include "replay/evaluate.h"

namespace gymkhana {

struct EvaluationConfig {
  Evaluation sample = {};     ///< the episodes, where it takes some
  bool deterministic = true;  ///< the policy's best action instead of samples from it
  bool exact = true;          ///< whether to do without episodes where the rules are known
};

/// Steps after which an evaluation's episode is cut where neither the environment nor the user sets a limit.
inline constexpr int kUnlimitedEpisodeSteps = 20'000;

/// The limit that evaluation sets: what was asked for, nothing where the environment has a limit, else the
/// bound above.
int evaluation_limit(int max_steps, const EnvSpec& spec);

/// Scores the agent in the environments of the experiment. A deterministic policy without a memory is
/// scored exactly where the environment shows its transition table, within its own step limit and
/// sample.max_steps.
Score evaluate(const EnvRegistry& envs, const Experiment& experiment, const Agent& agent,
               const EvaluationConfig& config, Workers& workers);

}  // namespace gymkhana
