#include "agents/deep_q/qr_dqn.h"

#include <cmath>

#include "nn/losses.h"

namespace gymkhana {
namespace {

/// Of one quantile against all targets: the mean loss and its derivative.
struct QuantileTerm {
  float loss = 0, slope = 0;
};

QuantileTerm quantile_term(float theta, float tau, const float* next, Index count, float reward,
                           float discount) {
  QuantileTerm sum;
  for (Index j = 0; j < count; ++j) {
    const float error = theta - (reward + discount * next[j]);
    const float share = error > 0 ? 1 - tau : tau;  // |tau - [T < theta]|
    const float slope = huber_slope(error, 1.f);
    sum.slope += share * slope;
    sum.loss += share * slope * (error - slope / 2);
  }
  const float n = static_cast<float>(count);
  return {sum.loss / n, sum.slope / n};
}

}  // namespace

void QuantileReturn::means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const {
  for (Index i = 0; i < q.size(); ++i) {
    float sum = 0;
    for (Index k = 0; k < quantiles_; ++k) sum += outputs.data()[i * quantiles_ + k];
    q.data()[i] = sum / static_cast<float>(quantiles_);
  }
}

double QuantileReturn::loss(const QTargets& t, QSlopes slopes) const {
  slopes.d_outputs.setZero();
  double sum = 0;
  const float n = static_cast<float>(quantiles_);
  for (Index i = 0; i < t.outputs.cols(); ++i) {
    const float* theta = t.outputs.col(i).data() + t.actions[i] * quantiles_;
    const float* next = t.next_outputs.col(i).data() + t.next_actions[i] * quantiles_;
    float* d = slopes.d_outputs.col(i).data() + t.actions[i] * quantiles_;
    float gap = 0;
    for (Index k = 0; k < quantiles_; ++k) {
      const float tau = (static_cast<float>(k) + 0.5f) / n;
      const QuantileTerm term = quantile_term(theta[k], tau, next, quantiles_, t.rewards[i], t.discounts[i]);
      d[k] = t.weights[i] * term.slope;
      sum += t.weights[i] * term.loss;
      gap += t.rewards[i] + t.discounts[i] * next[k] - theta[k];
    }
    slopes.errors[i] = std::abs(gap / n);
  }
  return sum;
}

Fields QrDqn::fields(Config& c) {
  Fields fields = dqn_fields(c);
  fields.push_back(
      field("n_quantiles", c.n_quantiles, "quantiles of the return per action", between(1, 1000)));
  return fields;
}

}  // namespace gymkhana
