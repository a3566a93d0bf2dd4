// The interface of policy heads: what a network's outputs mean as a distribution over actions, and the
// calculus of that.
//
// A head is a workspace for up to max_batch samples: set() takes the network's outputs, the other functions
// speak about the distributions then set. backward() gives the derivative of
//     L = sum_i c_i log p_i(a_i) + h sum_i H_i
// for coefficients c per sample and h: REINFORCE, A2C and PPO differ in c alone. backward_sample() leads
// dL/daction back through the draw itself (the reparameterisation trick; Kingma and Welling 2014,
// arXiv:1312.6114), as soft actor-critic wants it. A loss of the outputs themselves, such as the distance to
// another policy, needs neither. Nothing allocates after construction but summary(). Spans have one entry per
// sample, unless said otherwise.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "nn/matrix.h"

namespace gymkhana {

/// Room for one action per sample: an index each, or a column of numbers each, one after another. The other
/// one stays empty.
template <class Scalar>
struct SampledActions {
  std::span<std::int32_t> indices = {};
  std::span<Scalar> values = {};
};

/// Actions that were taken, laid out alike.
template <class Scalar>
struct TakenActions {
  std::span<const std::int32_t> indices = {};
  std::span<const Scalar> values = {};
};

/// Random numbers to sample with; every sample may have a stream of its own.
class NoiseSource {
 public:
  virtual ~NoiseSource() = default;
  virtual double uniform(Index sample) = 0;  ///< in [0, 1)
  virtual double normal(Index sample) = 0;   ///< mean 0, deviation 1
};

template <class Scalar>
class Head {
 public:
  virtual ~Head() = default;

  /// Another one of this kind, for up to max_batch samples.
  virtual std::unique_ptr<Head> for_batch(Index max_batch) const = 0;
  /// Numbers per sample that the network has to give.
  virtual Index outputs() const = 0;
  /// Numbers per action; 0: an action is an index.
  virtual Index action_size() const = 0;
  /// Numbers that are trained along with the network and are the same for all samples.
  virtual Index parameters() const { return 0; }

  /// outputs: outputs() x batch; parameters: of parameters() numbers; mask: empty, or a byte for each of a
  /// sample's outputs, 0 = the action is never taken. Error for other sizes.
  virtual void set(ConstColumns<Scalar> outputs, std::span<const Scalar> parameters,
                   std::span<const std::uint8_t> mask) = 0;

  /// Draws an action per sample. Not clipped to any bounds.
  virtual void sample(NoiseSource& noise, SampledActions<Scalar> actions) = 0;
  /// What a greedy policy takes.
  virtual void mode(SampledActions<Scalar> actions) const = 0;
  /// Summed over the numbers of an action.
  virtual void log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const = 0;
  virtual void entropy(std::span<Scalar> entropies) const = 0;

  /// Writes dL/doutputs, outputs() x batch, and adds dL/dparameters.
  virtual void backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                        Scalar entropy_coefficient, MatrixMap<Scalar> d_outputs,
                        std::span<Scalar> d_parameters) const = 0;
  /// After sample(), for d_actions = dL/daction of what was drawn, a column per sample: adds dL/doutputs and
  /// dL/dparameters. Error where an action is no smooth function of the outputs.
  virtual void backward_sample(ConstColumns<Scalar>, MatrixMap<Scalar>, std::span<Scalar>) const {
    throw Error("the actions of this head cannot be differentiated");
  }

  /// For a look inside: the first sample's probability of each action, or mean of each number.
  virtual std::vector<Scalar> summary() const = 0;
  /// The mean standard deviation that `parameters` mean, where they are what it depends on.
  virtual std::optional<Scalar> deviation(std::span<const Scalar>) const { return std::nullopt; }
};

}  // namespace gymkhana
