#include "replay/returns.h"

#include <algorithm>

namespace gymkhana {

void discounted_returns(const Trajectories& in, std::span<float> returns) {
  lambda_returns(in, 1, returns);
}

void lambda_returns(const Trajectories& in, double lambda, std::span<float> returns) {
  const int size = static_cast<int>(in.rewards.size());
  for (int c = size - 1; c >= 0; --c) {
    const bool last = in.cut[c] || c + in.slots >= size;
    const double bootstrap = in.next_values[c];
    const double future = last ? bootstrap : (1 - lambda) * bootstrap + lambda * returns[c + in.slots];
    returns[c] = static_cast<float>(in.rewards[c] + in.discounts[c] * future);
  }
}

void n_step_returns(const Trajectories& in, int n, std::span<float> returns) {
  const int size = static_cast<int>(in.rewards.size());
  for (int start = 0; start < size; ++start) {
    double sum = 0, weight = 1;
    for (int k = 0, c = start;; ++k, c += in.slots) {
      sum += weight * in.rewards[c];
      weight *= in.discounts[c];
      if (k + 1 < n && !in.cut[c] && c + in.slots < size) continue;
      returns[start] = static_cast<float>(sum + weight * in.next_values[c]);
      break;
    }
  }
}

void gae(const Trajectories& in, double lambda, std::span<float> advantages) {
  const int size = static_cast<int>(in.rewards.size());
  for (int c = size - 1; c >= 0; --c) {
    const double discount = in.discounts[c];
    const double delta = in.rewards[c] + discount * in.next_values[c] - in.values[c];
    const bool last = in.cut[c] || c + in.slots >= size;
    advantages[c] = static_cast<float>(delta + (last ? 0 : discount * lambda * advantages[c + in.slots]));
  }
}

void discounts(const Rollout& rollout, double gamma, std::span<float> out) {
  for (int c = 0; c < rollout.size(); ++c) out[c] = rollout.terminated[c] ? 0 : static_cast<float>(gamma);
}

void stop_at_rewards(const Rollout& rollout, std::span<float> discounts) {
  for (int c = 0; c < rollout.size(); ++c) {
    if (rollout.rewards[c] != 0) discounts[c] = 0;
  }
}

void cuts(const Rollout& rollout, std::span<std::uint8_t> out) {
  for (int c = 0; c < rollout.size(); ++c) out[c] = rollout.terminated[c] | rollout.truncated[c];
}

void next_values(const Rollout& rollout, std::span<const float> values, std::span<const float> last_values,
                 std::span<float> out) {
  std::copy_n(values.begin() + rollout.slots, rollout.size(), out.begin());
  for (std::size_t k = 0; k < rollout.truncated_columns.size(); ++k) {
    out[rollout.truncated_columns[k]] = last_values[k];
  }
}

Trajectories trajectories(const Rollout& rollout, std::span<const float> values,
                          std::span<const float> last_values, const Discounting& discounting,
                          TrajectoryArrays& arrays) {
  arrays.next_values.resize(rollout.size());
  arrays.discounts.resize(rollout.size());
  arrays.cut.resize(rollout.size());
  next_values(rollout, values, last_values, arrays.next_values);
  discounts(rollout, discounting.gamma, arrays.discounts);
  if (discounting.stop_at_rewards) stop_at_rewards(rollout, arrays.discounts);
  cuts(rollout, arrays.cut);
  return {.slots = rollout.slots,
          .rewards = rollout.rewards,
          .discounts = arrays.discounts,
          .cut = arrays.cut,
          .values = values.first(rollout.size()),
          .next_values = arrays.next_values};
}

}  // namespace gymkhana
