#include "experiments/run/evaluation.h"

#include <algorithm>

#include "agents/tabular/exact_score.h"

namespace gymkhana {
namespace {

/// The smaller of two limits, of which 0 is none.
int limit_of_both(int a, int b) {
  return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

bool has_memory(const Agent& agent) {
  return agent.make_actor({}, true)->memory_size() > 0;
}

}  // namespace

int evaluation_limit(int max_steps, const EnvSpec& spec) {
  return max_steps > 0 || spec.max_episode_steps > 0 ? max_steps : kUnlimitedEpisodeSteps;
}

Score evaluate(const EnvRegistry& envs, const Experiment& experiment, const Agent& agent,
               const EvaluationConfig& config, Workers& workers) {
  const MakeBatch batches = [&](int slots) { return make_batch(envs, experiment, slots); };
  const std::unique_ptr<Batch> batch = batches(1);
  if (config.exact && config.deterministic && !has_memory(agent)) {
    const int limit = limit_of_both(batch->spec().max_episode_steps, config.sample.max_steps);
    if (const auto exact = exact_score(agent, batch->env(0), limit)) {
      return {.exact = true,
              .cut = exact->cut,
              .mean = exact->mean,
              .deviation = exact->deviation,
              .mean_length = exact->mean_length};
    }
  }
  const MakeActor actors = [&](SlotRange slots) { return agent.make_actor(slots, config.deterministic); };
  Evaluation sample = config.sample;
  sample.max_steps = evaluation_limit(sample.max_steps, batch->spec());
  Score result = score(evaluate(batches, actors, sample, workers), batch->spec());
  result.step_limit = sample.max_steps;
  return result;
}

}  // namespace gymkhana
