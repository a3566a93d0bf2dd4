// One function per optimiser, written like its formula in PyTorch's documentation.
#include "nn/optimizer.h"

#include <array>
#include <cmath>
#include <fmt/core.h>

#include "base/error.h"

namespace gymkhana {
namespace {

constexpr std::array<std::string_view, 7> optimizer_names = {"sgd",  "rmsprop", "rmsprop_tf", "adagrad",
                                                             "adam", "adamw",   "radam"};

/// What one step works on; p, g and slot(i) are arrays of the same length.
template <class Scalar>
struct Update {
  const OptimizerConfig& config;
  std::vector<typename Optimizer<Scalar>::Slot>& slots;
  Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, 1>> p;
  Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>> g;
  Index first;  // where p and g begin in the slots
  double learning_rate;
  double t;  // number of this step, from 1

  auto slot(std::size_t i) const { return slots[i].values.segment(first, p.size()).array(); }
  /// The gradient with weight decay, as every optimiser but AdamW sees it.
  auto decayed_gradient() const { return g + number(config.weight_decay) * p; }
  static Scalar number(double value) { return static_cast<Scalar>(value); }
};

template <class Scalar>
void step_sgd(Update<Scalar> u) {
  auto velocity = u.slot(0);
  velocity = u.number(u.config.momentum) * velocity + u.decayed_gradient();
  u.p -= u.number(u.learning_rate) * velocity;
}

template <class Scalar>
void step_rmsprop(Update<Scalar> u) {
  const Scalar alpha = u.number(u.config.alpha), eps = u.number(u.config.eps);
  auto square_avg = u.slot(0), buffer = u.slot(1);
  square_avg = alpha * square_avg + u.number(1 - u.config.alpha) * u.decayed_gradient().square();
  const Scalar momentum = u.number(u.config.momentum);
  if (u.config.kind == OptimizerKind::rmsprop_tf)
    buffer = momentum * buffer + u.decayed_gradient() / (square_avg + eps).sqrt();
  else
    buffer = momentum * buffer + u.decayed_gradient() / (square_avg.sqrt() + eps);
  u.p -= u.number(u.learning_rate) * buffer;
}

template <class Scalar>
void step_adagrad(Update<Scalar> u) {
  auto sum = u.slot(0);
  sum += u.decayed_gradient().square();
  u.p -= u.number(u.learning_rate) * u.decayed_gradient() / (sum.sqrt() + u.number(u.config.eps));
}

/// Adam and, with decoupled decay, AdamW.
template <class Scalar>
void step_adam(Update<Scalar> u) {
  auto exp_avg = u.slot(0), exp_avg_sq = u.slot(1);
  const bool decoupled = u.config.kind == OptimizerKind::adamw;
  if (decoupled) u.p *= u.number(1 - u.learning_rate * u.config.weight_decay);
  const Scalar decay = decoupled ? Scalar(0) : u.number(u.config.weight_decay);
  const Scalar beta1 = u.number(u.config.beta1), rest1 = u.number(1 - u.config.beta1);
  const Scalar beta2 = u.number(u.config.beta2), rest2 = u.number(1 - u.config.beta2);
  const Scalar rate = u.number(u.learning_rate / (1 - std::pow(u.config.beta1, u.t)));
  const Scalar scale = u.number(1 / std::sqrt(1 - std::pow(u.config.beta2, u.t)));
  exp_avg = beta1 * exp_avg + rest1 * (u.g + decay * u.p);
  exp_avg_sq = beta2 * exp_avg_sq + rest2 * (u.g + decay * u.p).square();
  u.p -= rate * exp_avg / (exp_avg_sq.sqrt() * scale + u.number(u.config.eps));
}

template <class Scalar>
void step_radam(Update<Scalar> u) {
  const double beta2 = u.config.beta2, power = std::pow(beta2, u.t);
  auto exp_avg = u.slot(0), exp_avg_sq = u.slot(1);
  exp_avg = u.number(u.config.beta1) * exp_avg + u.number(1 - u.config.beta1) * u.decayed_gradient();
  exp_avg_sq = u.number(beta2) * exp_avg_sq + u.number(1 - beta2) * u.decayed_gradient().square();
  const double rate = u.learning_rate / (1 - std::pow(u.config.beta1, u.t));
  const double rho_inf = 2 / (1 - beta2) - 1;
  const double rho = rho_inf - 2 * u.t * power / (1 - power);
  if (rho <= 5) {  // too few gradients to know their variance: plain momentum
    u.p -= u.number(rate) * exp_avg;
    return;
  }
  const double rectified = std::sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho));
  u.p -= u.number(rate * rectified * std::sqrt(1 - power)) * exp_avg /
         (exp_avg_sq.sqrt() + u.number(u.config.eps));
}

std::vector<const char*> slot_names(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
      return {"momentum_buffer"};
    case OptimizerKind::rmsprop:
    case OptimizerKind::rmsprop_tf:
      return {"square_avg", "momentum_buffer"};
    case OptimizerKind::adagrad:
      return {"sum"};
    default:
      return {"exp_avg", "exp_avg_sq"};
  }
}

}  // namespace

std::string name_of(OptimizerKind kind) {
  return std::string(optimizer_names[static_cast<int>(kind)]);
}

OptimizerKind parse_optimizer(std::string_view name) {
  for (std::size_t i = 0; i < optimizer_names.size(); ++i)
    if (optimizer_names[i] == name) return static_cast<OptimizerKind>(i);
  throw unknown_word("optimizer", name, {optimizer_names.begin(), optimizer_names.end()});
}

template <class Scalar>
Optimizer<Scalar>::Optimizer(const OptimizerConfig& config, Index parameters) : config_(config) {
  for (const char* name : slot_names(config.kind)) slots_.push_back({name, Vector<Scalar>::Zero(parameters)});
  if (config.kind == OptimizerKind::rmsprop_tf) slots_[0].values.setOnes();
}

template <class Scalar>
void Optimizer<Scalar>::step(VectorRef<Scalar> parameters, ConstVectorRef<Scalar> gradient,
                             double learning_rate) {
  const Index size = slots_[0].values.size();
  if (parameters.size() != size || gradient.size() != size)
    throw Error(fmt::format("an optimizer for {} parameters was given {} and a gradient of {}", size,
                            parameters.size(), gradient.size()));
  begin_step();
  step_range(0, parameters, gradient, learning_rate);
}

template <class Scalar>
void Optimizer<Scalar>::step_range(Index first, VectorRef<Scalar> parameters, ConstVectorRef<Scalar> gradient,
                                   double learning_rate) {
  const Index size = parameters.size();
  const Update<Scalar> update{config_, slots_,        {parameters.data(), size},  {gradient.data(), size},
                              first,   learning_rate, static_cast<double>(steps_)};
  switch (config_.kind) {
    case OptimizerKind::sgd:
      return step_sgd(update);
    case OptimizerKind::rmsprop:
    case OptimizerKind::rmsprop_tf:
      return step_rmsprop(update);
    case OptimizerKind::adagrad:
      return step_adagrad(update);
    case OptimizerKind::adam:
    case OptimizerKind::adamw:
      return step_adam(update);
    case OptimizerKind::radam:
      return step_radam(update);
  }
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace gymkhana
