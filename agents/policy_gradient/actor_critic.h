// Actor and critic: their networks over one flat array of parameters, and the distribution over actions that
// the actor's outputs mean.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "agents/config.h"
#include "agents/descent.h"
#include "envs/core/random/rng.h"
#include "envs/core/space.h"
#include "nn/head.h"
#include "nn/network.h"

namespace gymkhana {

/// Const calls may run at the same time on several threads. Can be moved, not copied: the networks view the
/// parameters.
template <class Scalar>
struct ActorCritic {
  std::optional<Network<Scalar>> body;  ///< from observations to features, where actor and critic share one
  Network<Scalar> actor, critic;        ///< from the features, or else each from the observations
  std::unique_ptr<Head<Scalar>> head;   ///< for one sample; for_batch() makes more
  Vector<Scalar> parameters;            ///< of all
  /// Where in `parameters` "body", "actor", "critic" and the head's own "log_std" lie, those that there are.
  std::vector<ParameterSpan> parts;

  /// For observations encoded as `inputs` numbers. Error unless the actions are Discrete or a Box, for a beta
  /// distribution with bounds, or when the net does not suit the observations.
  ActorCritic(const Space& observation, Index inputs, const Space& actions, const PolicyConfig& config,
              Rng& rng);

  /// Numbers of an encoded observation.
  Index inputs() const { return body ? body->inputs() : actor.inputs(); }
  std::span<const Scalar> head_parameters() const {
    return {parameters.data() + head_first_, static_cast<std::size_t>(head->parameters())};
  }

  std::optional<Workspace<Scalar>> make_body_workspace(Index max_batch) const;
  /// What actor and critic look at: the body's features, or the observations themselves.
  ConstColumns<Scalar> features(ConstColumns<Scalar> inputs,
                                std::optional<Workspace<Scalar>>& body_workspace) const;

  // Parts of a gradient that is laid out like `parameters`.
  auto body_part(Vector<Scalar>& gradient) const { return gradient.segment(0, body->parameters().size()); }
  auto actor_part(Vector<Scalar>& gradient) const {
    return gradient.segment(actor_first_, actor.parameters().size());
  }
  auto critic_part(Vector<Scalar>& gradient) const {
    return gradient.segment(critic_first_, critic.parameters().size());
  }
  std::span<Scalar> head_part(Vector<Scalar>& gradient) const {
    return {gradient.data() + head_first_, static_cast<std::size_t>(head->parameters())};
  }

  /// Network::pack() of all networks, after `parameters` have changed.
  void pack(WorkerTeam& team);

 private:
  void lay_out(Scalar head_parameter);

  Index actor_first_ = 0, critic_first_ = 0, head_first_ = 0;
};

}  // namespace gymkhana
