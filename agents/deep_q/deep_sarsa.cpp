#include "agents/deep_q/deep_sarsa.h"

namespace gymkhana {

float DeepSarsa::value(const Sight& sight) const {
  if (sight.next_action >= 0) return sight.q[sight.next_action];
  double sum = 0;
  int allowed = 0;
  for (std::size_t a = 0; a < sight.q.size(); ++a) {
    if (!sight.mask.empty() && !sight.mask[a]) continue;
    sum += sight.q[a];
    ++allowed;
  }
  const double best = sight.q[best_action(sight.q, sight.mask)];
  return static_cast<float>(sight.epsilon * sum / allowed + (1 - sight.epsilon) * best);
}

}  // namespace gymkhana
