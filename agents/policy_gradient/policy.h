// Actor and critic: their networks, and the distribution over actions that they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "agents/config.h"
#include "envs/core/random/rng.h"
#include "envs/core/space.h"
#include "nn/beta.h"
#include "nn/categorical.h"
#include "nn/gaussian.h"
#include "nn/network.h"

namespace gymkhana {

/// The distribution over actions that the actor's outputs mean: one choice, or a vector of normals or betas.
template <class Scalar>
using Head = std::variant<Categorical<Scalar>, Gaussian<Scalar>, Beta<Scalar>>;

/// The networks, and the Gaussian's deviations. Const calls may run at the same time on several threads.
template <class Scalar>
struct Policy {
  std::optional<Network<Scalar>> body;  ///< from observations to features, where actor and critic share one
  Network<Scalar> actor, critic;        ///< from the features, or else each from the observations
  Index action_size = 0;                ///< numbers of a Box's action; 0 for Discrete ones
  Vector<Scalar> log_std;               ///< of a Gaussian; else empty
  Vector<Scalar> low, high;             ///< bounds of a Beta's actions; else empty

  /// For observations encoded as `inputs` numbers. Error unless the actions are Discrete or a Box, for a Beta
  /// with bounds, or when the net does not suit the observations.
  Policy(const Space& observation, Index inputs, const Space& actions, const PolicyConfig& config, Rng& rng);

  bool continuous() const { return action_size > 0; }
  bool gaussian() const { return log_std.size() > 0; }
  /// Numbers of an encoded observation.
  Index inputs() const { return body ? body->inputs() : actor.inputs(); }
  std::optional<Workspace<Scalar>> make_body_workspace(Index max_batch) const;
  /// What actor and critic look at: the body's features, or the observations themselves.
  ConstColumns<Scalar> features(ConstColumns<Scalar> inputs,
                                std::optional<Workspace<Scalar>>& body_workspace) const;
  Head<Scalar> make_head(Index max_batch) const;

  /// Network::pack() of all networks.
  void pack() {
    if (body) body->pack();
    actor.pack();
    critic.pack();
  }
};

}  // namespace gymkhana
