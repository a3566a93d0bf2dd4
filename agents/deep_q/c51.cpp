#include "agents/deep_q/c51.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace gymkhana {
namespace {

constexpr int most_atoms = 512;

/// p = softmax of `count` logits; returns the logarithm of the sum, so that log p_i = logit_i - it.
float softmax(const float* logits, Index count, float* p) {
  const float largest = *std::max_element(logits, logits + count);
  float total = 0;
  for (Index i = 0; i < count; ++i) total += p[i] = std::exp(logits[i] - largest);
  for (Index i = 0; i < count; ++i) p[i] /= total;
  return largest + std::log(total);
}

}  // namespace

CategoricalReturn::CategoricalReturn(double v_min, double v_max, int atoms)
    : values_(atoms), low_(static_cast<float>(v_min)), high_(static_cast<float>(v_max)) {
  const float width = high_ - low_;
  if (!(width > 0) || !std::isfinite(width) || low_ + width / static_cast<float>(atoms) <= low_)
    throw Error("v_min = " + print(v_min) + " must be below v_max = " + print(v_max) +
                ", by a number that a float can tell: name the range of discounted returns");
  for (int i = 0; i < atoms; ++i) values_[i] = static_cast<float>(v_min + i * (v_max - v_min) / (atoms - 1));
  distance_ = (high_ - low_) / static_cast<float>(atoms - 1);
}

void CategoricalReturn::means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const {
  float p[most_atoms];
  for (Index i = 0; i < q.size(); ++i) {
    softmax(outputs.data() + i * atoms(), atoms(), p);
    float mean = 0;
    for (Index z = 0; z < atoms(); ++z) mean += p[z] * values_[z];
    q.data()[i] = mean;
  }
}

// dQ/dlogit_i = p_i (z_i - Q).
void CategoricalReturn::mean_slope(std::span<const float> outputs, std::span<float> slope) const {
  softmax(outputs.data(), atoms(), slope.data());
  float mean = 0;
  for (std::size_t i = 0; i < slope.size(); ++i) mean += slope[i] * values_[i];
  for (std::size_t i = 0; i < slope.size(); ++i) slope[i] *= values_[i] - mean;
}

void CategoricalReturn::project(std::span<const float> p, float reward, float discount,
                                std::span<float> m) const {
  std::fill(m.begin(), m.end(), 0.f);
  for (std::size_t j = 0; j < p.size(); ++j) {
    const float value = std::clamp(reward + discount * values_[j], low_, high_);
    const float place = std::min((value - low_) / distance_, static_cast<float>(p.size() - 1));
    const std::size_t lower = static_cast<std::size_t>(place);
    const float upper_share = place - static_cast<float>(lower);
    m[lower] += p[j] * (1 - upper_share);
    if (upper_share > 0) m[lower + 1] += p[j] * upper_share;
  }
}

double CategoricalReturn::loss(const QTargets& t, QSlopes slopes) const {
  float p[most_atoms], next[most_atoms], m[most_atoms];
  const std::size_t count = values_.size();
  slopes.d_outputs.setZero();
  double sum = 0;
  for (Index i = 0; i < t.outputs.cols(); ++i) {
    const float* logits = t.outputs.col(i).data() + t.actions[i] * atoms();
    softmax(t.next_outputs.col(i).data() + t.next_actions[i] * atoms(), atoms(), next);
    project({next, count}, t.rewards[i], t.discounts[i], {m, count});
    const float log_total = softmax(logits, atoms(), p);
    float* d = slopes.d_outputs.col(i).data() + t.actions[i] * atoms();
    float cross_entropy = 0, entropy = 0;
    for (Index z = 0; z < atoms(); ++z) {
      d[z] = t.weights[i] * (p[z] - m[z]);
      cross_entropy -= m[z] * (logits[z] - log_total);
      if (m[z] > 0) entropy -= m[z] * std::log(m[z]);
    }
    slopes.errors[i] = std::max(0.f, cross_entropy - entropy);
    sum += t.weights[i] * cross_entropy;
  }
  return sum;
}

Fields C51::fields(Config& c) {
  Fields fields = dqn_fields(c);
  fields.push_back(field("v_min", c.v_min, "lowest discounted return that can be told"));
  fields.push_back(field("v_max", c.v_max, "highest discounted return that can be told"));
  fields.push_back(
      field("n_atoms", c.n_atoms, "values that the return is spread over", between(2, most_atoms)));
  return fields;
}

C51::C51(const AgentSetup& setup, const Config& config)
    : ReplayAgent(setup, "c51", config,
                  std::make_shared<CategoricalReturn>(config.v_min, config.v_max, config.n_atoms)) {}

}  // namespace gymkhana
