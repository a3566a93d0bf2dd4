// One of a number of actions.
#include "nn/categorical.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>
#include <string>

#include "base/error.h"
#include "nn/packets.h"

namespace gymkhana {
namespace {

/// Subtracts from each column its largest number, so that exp() cannot overflow.
template <class Scalar>
void shift_to_zero(Scalar* logits, Index actions, Index batch) {
  for (Index i = 0; i < batch; ++i, logits += actions) {
    const Scalar largest = *std::max_element(logits, logits + actions);
    if (largest == -std::numeric_limits<Scalar>::infinity())
      throw Error(fmt::format(
          "sample {} of the batch has no action left: its mask or its logits forbid all of them", i));
    for (Index k = 0; k < actions; ++k) logits[k] -= largest;
  }
}

template <class Scalar>
void exponentiate(const Scalar* from, Scalar* to, Index count) {
  for (Index i = 0; i < count; i += packet_size<Scalar>)
    store_up_to(to + i, Eigen::internal::pexp(load_up_to(from + i, count - i)), count - i);
}

}  // namespace

template <class Scalar>
Categorical<Scalar>::Categorical(Index actions, Index max_batch)
    : log_p_(actions, max_batch), p_(actions, max_batch) {}

template <class Scalar>
void Categorical<Scalar>::set(ConstColumns<Scalar> logits, std::span<const Scalar>,
                              std::span<const std::uint8_t> mask) {
  const Index actions = log_p_.rows();
  if (logits.rows() != actions || logits.cols() > log_p_.cols())
    throw Error("logits do not fit the head; give actions x batch");
  if (!mask.empty() && static_cast<Index>(mask.size()) != logits.size())
    throw Error("the action mask does not fit the logits; give batch x actions bytes");
  batch_ = logits.cols();
  std::copy_n(logits.data(), logits.size(), log_p_.data());
  for (std::size_t i = 0; i < mask.size(); ++i)
    if (!mask[i]) log_p_.data()[i] = -std::numeric_limits<Scalar>::infinity();
  shift_to_zero(log_p_.data(), actions, batch_);
  exponentiate(log_p_.data(), p_.data(), actions * batch_);
  for (Index i = 0; i < batch_; ++i) {
    Scalar* log_p = log_p_.data() + i * actions;
    Scalar* p = p_.data() + i * actions;
    Scalar sum = 0;
    for (Index k = 0; k < actions; ++k) {
      if (std::isinf(log_p[k])) p[k] = 0;  // the fast exp stops at the smallest number above 0
      sum += p[k];
    }
    const Scalar log_sum = std::log(sum);
    for (Index k = 0; k < actions; ++k) {
      log_p[k] -= log_sum;
      p[k] /= sum;
    }
  }
}

template <class Scalar>
void Categorical<Scalar>::sample(NoiseSource& noise, SampledActions<Scalar> actions) {
  const Index count = p_.rows();
  for (Index i = 0; i < batch_; ++i) {
    const Scalar* p = p_.data() + i * count;
    const double uniform = noise.uniform(i);
    double below = 0;
    Index last = 0;  // with rounding, the sum may end short of the uniform: then the last possible action
    for (Index k = 0; k < count; ++k) {
      if (p[k] <= 0) continue;
      last = k;
      below += p[k];
      if (uniform < below) break;
    }
    actions.indices[i] = static_cast<std::int32_t>(last);
  }
}

template <class Scalar>
void Categorical<Scalar>::mode(SampledActions<Scalar> actions) const {
  for (Index i = 0; i < batch_; ++i) {
    const Scalar* first = log_p_.data() + i * log_p_.rows();
    actions.indices[i] = static_cast<std::int32_t>(std::max_element(first, first + log_p_.rows()) - first);
  }
}

template <class Scalar>
void Categorical<Scalar>::log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const {
  for (Index i = 0; i < batch_; ++i) log_probs[i] = log_p_(actions.indices[i], i);
}

template <class Scalar>
void Categorical<Scalar>::entropy(std::span<Scalar> entropies) const {
  for (Index i = 0; i < batch_; ++i) {
    Scalar sum = 0;
    for (Index k = 0; k < p_.rows(); ++k)
      if (p_(k, i) != 0) sum -= p_(k, i) * log_p_(k, i);
    entropies[i] = sum;
  }
}

// d log p(a) / dlogit_k = [k = a] - p_k;  dH / dlogit_k = -p_k (log p_k + H).
template <class Scalar>
void Categorical<Scalar>::backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                                   Scalar entropy_coefficient, MatrixMap<Scalar> d_logits,
                                   std::span<Scalar>) const {
  const Index count = p_.rows();
  for (Index i = 0; i < batch_; ++i) {
    const Scalar* p = p_.data() + i * count;
    const Scalar* log_p = log_p_.data() + i * count;
    Scalar entropy = 0;
    for (Index k = 0; k < count; ++k)
      if (p[k] != 0) entropy -= p[k] * log_p[k];
    Scalar* d = d_logits.data() + i * count;
    for (Index k = 0; k < count; ++k)
      d[k] = p[k] != 0 ? -p[k] * (coefficients[i] + entropy_coefficient * (log_p[k] + entropy)) : Scalar(0);
    d[actions.indices[i]] += coefficients[i];
  }
}

template class Categorical<float>;
template class Categorical<double>;

}  // namespace gymkhana
