// Acts by an actor's present weights.
#pragma once

#include <memory>
#include <optional>

#include "agents/policy_gradient/actor_critic.h"
#include "replay/actor.h"
#include "replay/encoder.h"

namespace gymkhana {

/// Samples from the policy, or takes its mode. Gaussian actions are not clipped: replay/action_bounds.h does
/// that for the environment.
class PolicyActor final : public Actor {
 public:
  /// Both outlive the actor, which reads them anew in each call.
  PolicyActor(const ActorCritic<float>& policy, const Encoder& encoder, const Space& actions, int slots,
              bool greedy);

  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override;

 private:
  const ActorCritic<float>& policy_;
  const Encoder& encoder_;
  std::optional<Workspace<float>> body_workspace_;
  Workspace<float> workspace_;  // of the actor
  std::unique_ptr<Head<float>> head_;
  Matrix<float> inputs_;
  std::int32_t start_ = 0;  // of Discrete actions
  bool greedy_;
};

}  // namespace gymkhana
