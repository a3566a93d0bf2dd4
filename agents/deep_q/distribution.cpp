#include "agents/deep_q/distribution.h"

#include <cmath>

#include "nn/losses.h"

namespace gymkhana {

double ExpectedValue::loss(const QTargets& t, QSlopes slopes) const {
  slopes.d_outputs.setZero();
  double sum = 0;
  for (Index i = 0; i < t.outputs.cols(); ++i) {
    const float target = t.rewards[i] + t.discounts[i] * t.next_outputs(t.next_actions[i], i);
    const float error = t.outputs(t.actions[i], i) - target, slope = huber_slope(error, 1.f);
    slopes.d_outputs(t.actions[i], i) = t.weights[i] * slope;
    slopes.errors[i] = std::abs(error);
    sum += t.weights[i] * slope * (error - slope / 2);
  }
  return sum;
}

}  // namespace gymkhana
