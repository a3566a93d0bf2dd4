// Acts by a policy's present weights.
#pragma once

#include <optional>

#include "agents/policy_gradient/policy.h"
#include "replay/actor.h"
#include "replay/encoder.h"

namespace gymkhana {

/// Samples from the policy, or takes its mode. Gaussian actions are not clipped: replay/action_bounds.h does
/// that for the environment.
class PolicyActor final : public Actor {
 public:
  /// Both outlive the actor, which reads them anew in each call.
  PolicyActor(const Policy<float>& policy, const Encoder& encoder, const Space& actions, int slots,
              bool greedy);

  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override;

 private:
  void choose(Categorical<float>& head, ConstMatrixMap<float> logits, const ActorInput& input,
              std::span<Rng> streams, std::span<std::int32_t> chosen, std::span<float> log_probs);
  void choose(Gaussian<float>& head, ConstMatrixMap<float> means, std::span<Rng> streams,
              MatrixMap<float> chosen, std::span<float> log_probs);
  void choose(Beta<float>& head, ConstMatrixMap<float> outputs, std::span<Rng> streams,
              MatrixMap<float> chosen, std::span<float> log_probs);

  const Policy<float>& policy_;
  const Encoder& encoder_;
  std::optional<Workspace<float>> body_workspace_;
  Workspace<float> workspace_;  // of the actor
  Head<float> head_;
  Matrix<float> inputs_, normals_;
  std::vector<double> uniforms_;
  std::int32_t start_ = 0;  // of Discrete actions
  bool greedy_;
};

}  // namespace gymkhana
