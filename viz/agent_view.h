// The agent on show, with the newest weights: what it does in a scene, and how it judges what it sees there.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "agents/agent.h"
#include "replay/action_bounds.h"
#include "viz/scene.h"

namespace gymkhana::viz {

class AgentView {
 public:
  /// `greedy`: acts by its best actions, else as it explores in training. `scaled`: it learned from rewards
  /// that were normalised, and so are its values. The agent's workers outlive it.
  AgentView(std::unique_ptr<Agent> agent, const EnvSpec& spec, bool greedy, bool scaled = false);

  /// Takes over newer weights; `steps` is how much training they have seen.
  void load(const TensorFile& weights, std::int64_t steps);
  std::int64_t steps() const { return steps_; }  ///< -1: weights of unknown age
  bool scaled() const { return scaled_; }

  /// The action it would take in the scene now, within bounds; valid until the next call.
  Action choose(Scene& scene);
  /// Remembers what the scene shows now while someone else chooses the action.
  void follow(Scene& scene) {
    if (memory_size() > 0) choose(scene);
  }
  int memory_size() const { return static_cast<int>(memory_.size()); }  ///< floats; 0: it remembers nothing
  /// What it remembers from the last choose() or follow() on.
  std::span<const float> memory() const { return memory_; }
  /// Its values and policy for what the scene shows now.
  Insight look(const Scene& scene);
  /// To be asked about any observation.
  const Agent& agent() const { return *agent_; }

 private:
  ActorInput input_of(const Scene& scene);

  std::unique_ptr<Agent> agent_;
  std::unique_ptr<Actor> actor_;
  ActionBatch chosen_, bounded_;
  ActionBounds bounds_;
  std::vector<float> memory_;
  std::vector<std::uint8_t> mask_;  // of the scene last looked at
  std::int64_t steps_ = -1;
  bool scaled_;
};

/// What an agent expects to earn from here on: its value, else its best action's; kUnknown where it tells
/// neither.
double value_of(const Insight& insight);

}  // namespace gymkhana::viz
