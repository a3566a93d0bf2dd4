// Losses: the value, and its gradient written beside it. Means over all numbers, as in PyTorch.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "nn/matrix.h"

namespace gymkhana {

/// Mean of (prediction - target)^2; d_prediction = 2 (prediction - target) / n. All of one size.
template <class Scalar>
Scalar mse_loss(std::span<const Scalar> prediction, std::span<const Scalar> target,
                std::span<Scalar> d_prediction) {
  const Scalar share = Scalar(1) / static_cast<Scalar>(prediction.size());
  Scalar sum = 0;
  for (std::size_t i = 0; i < prediction.size(); ++i) {
    const Scalar error = prediction[i] - target[i];
    sum += error * error;
    d_prediction[i] = 2 * error * share;
  }
  return sum * share;
}

/// The derivative of one Huber loss: the error, cut to [-delta, delta].
template <class Scalar>
Scalar huber_slope(Scalar error, Scalar delta) {
  return error < -delta ? -delta : error > delta ? delta : error;
}

/// Mean of error^2 / 2 up to `delta`, delta (|error| - delta / 2) beyond: torch.nn.HuberLoss. With delta 1
/// also torch.nn.SmoothL1Loss, DQN's.
template <class Scalar>
Scalar huber_loss(std::span<const Scalar> prediction, std::span<const Scalar> target,
                  std::span<Scalar> d_prediction, Scalar delta = 1) {
  const Scalar share = Scalar(1) / static_cast<Scalar>(prediction.size());
  Scalar sum = 0;
  for (std::size_t i = 0; i < prediction.size(); ++i) {
    const Scalar error = prediction[i] - target[i], slope = huber_slope(error, delta);
    sum += slope * (error - slope / 2);
    d_prediction[i] = slope * share;
  }
  return sum * share;
}

/// Mean over the columns of -log softmax(logits)[label]; d_logits = (softmax(logits) - onehot(label)) /
/// batch. logits and d_logits: classes x batch; one label per column.
template <class Scalar>
Scalar cross_entropy_loss(ConstColumns<Scalar> logits, std::span<const std::int32_t> labels,
                          MatrixMap<Scalar> d_logits) {
  const Scalar share = Scalar(1) / static_cast<Scalar>(logits.cols());
  Scalar sum = 0;
  for (Index i = 0; i < logits.cols(); ++i) {
    const Scalar largest = logits.col(i).maxCoeff();
    Scalar total = 0;
    for (Index k = 0; k < logits.rows(); ++k) {
      d_logits(k, i) = std::exp(logits(k, i) - largest);
      total += d_logits(k, i);
    }
    for (Index k = 0; k < logits.rows(); ++k) d_logits(k, i) *= share / total;
    d_logits(labels[i], i) -= share;
    sum += std::log(total) - (logits(labels[i], i) - largest);
  }
  return sum * share;
}

}  // namespace gymkhana
