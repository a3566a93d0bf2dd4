// The contract of every agent: act, learn, save, load, and a look inside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/workers.h"
#include "nn/safetensors.h"
#include "replay/actor.h"
#include "replay/encoder.h"
#include "replay/metric.h"
#include "replay/reward_stage.h"
#include "replay/rollout.h"

namespace gymkhana {

/// What an agent is built for.
struct AgentSetup {
  const EnvSpec& env;            ///< with wrappers applied; need not outlive the constructor
  int n_envs = 1;                ///< slots that gather experience
  std::uint64_t seed = 0;        ///< base of the agent's own streams
  std::int64_t total_steps = 0;  ///< environment steps of the whole run: the span of all schedules
  EncoderConfig encoder = {};    ///< normalisation of observations at the network's door
  Workers& workers;              ///< threads to compute gradients on; outlives the agent
  const TransitionTable* transitions =
      nullptr;             ///< the environment's rules, where it shows them, for planners
  int stacked_frames = 1;  ///< how many observations of the environment one is a stack of
  const RewardStages* reward_stages =
      nullptr;  ///< what rewards kept in a replay buffer go through when drawn
};

/// What an agent thinks of one observation; parts that it does not know stay empty.
struct Insight {
  std::vector<float> action_values;  ///< Q(s, a) per Discrete action
  std::vector<float> policy;         ///< probability per Discrete action, or mean per Box number
  std::vector<float> value;          ///< V(s), one number
};

class Agent {
 public:
  virtual ~Agent() = default;

  /// An actor for these slots, up to slots.count of them at a time; `greedy` ones explore nothing (mode of
  /// the policy, best action). Agents whose slots differ (members of a population, players of a game) tell
  /// them apart by slots.first; to all others only the count matters.
  virtual std::unique_ptr<Actor> make_actor(SlotRange slots, bool greedy) const = 0;
  /// Steps per slot that the agent wants between two updates.
  virtual int rollout_steps() const = 0;
  /// One update: learns from what happened. The metrics are valid until the next one; the rollout may be
  /// overwritten at once.
  virtual std::span<const Metric> learn(const Rollout& rollout) = 0;

  /// Whether an update has changed what it does; false while it only gathers experience.
  virtual bool has_learned() const { return true; }

  /// Everything that learning on depends on, as named tensors; load() refuses by the name of what does not
  /// fit.
  virtual void save(TensorFile& file) const = 0;
  virtual void load(const TensorFile& file) = 0;

  /// Experience that learning on depends on and acting does not, such as a replay buffer: what is new goes to
  /// files in `folder`, and what they are to `file`. Agents without experience keep these, which do nothing.
  virtual void save_experience(TensorFile& file, const std::filesystem::path& folder);
  virtual void load_experience(const TensorFile& file, const std::filesystem::path& folder);

  /// What the agent thinks of the first observation of `seen`, under its mask if there is one, remembering
  /// seen.memory.
  virtual Insight look(const ActorInput& seen) const;
  /// How much each number of that observation, as the network gets it, sways the choice: the gradient of the
  /// best allowed action's logit or value, of a continuous policy's value. Empty where there is no network.
  virtual std::vector<float> saliency(const ActorInput& seen) const;
};

}  // namespace gymkhana
