// The mind on show: an agent with the newest weights, what it does in a scene, and what it thinks there.
#pragma once

#include <memory>
#include <vector>

#include "agents/agent.h"
#include "replay/action_bounds.h"
#include "viz/scene.h"

namespace gymkhana::viz {

class Mind {
 public:
  /// `greedy`: acts by its best actions, else as it explores in training. `scaled`: it learned from rewards
  /// that were normalised, and so are its values. The agent's workers outlive it.
  Mind(std::unique_ptr<Agent> agent, const EnvSpec& spec, bool greedy, bool scaled = false);

  /// Takes over newer weights; `steps` is how much training they have seen.
  void load(const TensorFile& weights, std::int64_t steps);
  std::int64_t steps() const { return steps_; }  ///< -1: weights of unknown age
  bool scaled() const { return scaled_; }

  /// The action it would take in the scene now, within bounds; valid until the next call.
  Action choose(Scene& scene);
  /// What it thinks of what the scene shows now.
  Insight think(const Scene& scene);
  /// What it thinks of any observation.
  const Agent& agent() const { return *agent_; }

 private:
  ActorInput seen_in(const Scene& scene);

  std::unique_ptr<Agent> agent_;
  std::unique_ptr<Actor> actor_;
  ActionBatch chosen_, bounded_;
  ActionBounds bounds_;
  std::vector<std::uint8_t> mask_;  // of the scene last looked at
  std::int64_t steps_ = -1;
  bool scaled_;
};

/// What an agent expects to earn from here on: its value, else its best action's; kUnknown where it tells
/// neither.
double value_of(const Insight& insight);

}  // namespace gymkhana::viz
