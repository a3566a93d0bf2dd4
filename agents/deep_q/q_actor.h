// Acts by action values of a network: the best action, or now and then any.
#pragma once

#include <memory>
#include <vector>

#include "agents/deep_q/distribution.h"
#include "nn/network.h"
#include "replay/actor.h"
#include "replay/encoder.h"

namespace gymkhana {

/// What actors read anew in each call.
struct QPolicy {
  Encoder encoder;
  Network<float> network;
  std::shared_ptr<const Distribution> distribution;
  int actions = 0, first_action = 0;  ///< of the Discrete space
  double epsilon = 1;                 ///< share of actions taken at random
};

/// Greedy ones explore nothing: no epsilon, no noise. Of equal actions the first is taken.
class QActor final : public Actor {
 public:
  /// The policy outlives the actor.
  QActor(const QPolicy& policy, int slots, bool greedy);

  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override;

 private:
  const QPolicy& policy_;
  bool greedy_;
  Workspace<float> workspace_;
  Matrix<float> inputs_, q_;
  std::vector<std::uint8_t> explores_;
};

/// The best allowed action of a column of values; an empty mask allows all.
int best_action(std::span<const float> q, std::span<const std::uint8_t> mask = {});

}  // namespace gymkhana
