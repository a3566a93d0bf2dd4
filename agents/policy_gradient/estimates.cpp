#include "agents/policy_gradient/estimates.h"

namespace gymkhana {

double Estimates::explained_variance() const {
  const int count = static_cast<int>(returns.size());
  const double total = moments(count, [&](int c) { return double{returns[c]}; }).variance;
  const double rest = moments(count, [&](int c) { return double{returns[c]} - values[c]; }).variance;
  return total > 0 ? 1 - rest / total : 0;
}

}  // namespace gymkhana
