#include "agents/policy_gradient/estimates.h"

namespace gymkhana {

void Estimates::accumulate(const Rollout& rollout, const Discounting& discounting, double lambda) {
  advantages.resize(rollout.size());
  returns.resize(rollout.size());
  gae(trajectories(rollout, values, last_values, discounting, arrays), lambda, advantages);
  for (int c = 0; c < rollout.size(); ++c) returns[c] = advantages[c] + values[c];
}

double Estimates::explained_variance() const {
  const int count = static_cast<int>(returns.size());
  const double total = moments(count, [&](int c) { return double{returns[c]}; }).variance;
  const double rest = moments(count, [&](int c) { return double{returns[c]} - values[c]; }).variance;
  return total > 0 ? 1 - rest / total : 0;
}

}  // namespace gymkhana
