// A scene: one environment on show, with a memory of its episode that can be rewound and gone on from.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/episode.h"
#include "envs/core/shown/stances.h"

namespace gymkhana::viz {

/// Stands for a number that no one knows.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// One step of an episode, for curves.
struct Moment {
  double reward = 0;               ///< as the agent gets it, wrappers applied
  double total = 0;                ///< the environment's own rewards up to here
  double value = kUnknown;         ///< what the agent expected before the step
  std::vector<float> memory = {};  ///< of the agent, after the step
};

/// An episode that has ended.
struct Episode {
  double total = 0;  ///< the environment's own rewards
  int length = 0;    ///< steps
};

class Scene {
 public:
  explicit Scene(std::unique_ptr<Env> env);

  /// Starts the first episode of a seed, as reset(seed=...) of a new environment does. `exploration` is who
  /// draws for the agent.
  void begin(std::uint64_t seed, Rng exploration);
  /// Starts another episode that draws on from the same generator, as batches do.
  void next_episode();
  /// Takes a step from where the scene stands; what had been recorded after that is forgotten. `value` is
  /// what the agent expects here, `memory` what it remembers after the step. Not to be called when over().
  Step step(const Action& action, double value = kUnknown, std::span<const float> memory = {});
  /// Winds to the state after `moment` steps of this episode, or to the nearest that there is: 0 .. length().
  void seek(int moment);

  int now() const { return now_; }  ///< steps from the episode's start to the present state
  int length() const { return static_cast<int>(moments_.size()); }  ///< steps recorded
  int frames() const {
    return clock().length();
  }  ///< the environment's own steps, of which wrappers may skip some
  bool over() const { return ended_at_ >= 0 && now_ == ended_at_; }
  bool ends() const { return ended_at_ >= 0; }  ///< the recorded steps lead to the episode's end
  bool terminated() const { return over() && last_.terminated; }
  std::span<const Moment> moments() const { return moments_; }
  double total_reward() const { return now_ > 0 ? moments_[now_ - 1].total : 0; }
  Episode episode() const { return {total_reward(), now_}; }  ///< up to now
  double last_reward() const { return now_ > 0 ? moments_[now_ - 1].reward : 0; }

  /// Calls `look` with what would be seen at each of these stances of the environment's walker, which must
  /// have them. All is as before afterwards.
  void observe_at(std::span<const Stance> stances,
                  const std::function<void(const Stance&, const ObservationBatch& seen)>& look);

  const Env& env() const { return *env_; }
  const EnvSpec& spec() const { return env_->spec(); }
  const ObservationBatch& seen() const { return seen_; }  ///< one slot: what is observed now
  Rng& exploration() { return exploration_; }
  /// How many floats the agent remembers; 0 until told.
  void set_memory_size(int size) { no_memory_.assign(size, 0); }
  /// What the agent remembers at this moment of the episode; zeros at its start.
  std::span<const float> memory() const { return now_ > 0 ? moments_[now_ - 1].memory : no_memory_; }
  std::uint64_t seed() const { return seed_; }
  /// This episode's actions, length() of them: the numbers of each.
  const std::vector<std::vector<double>>& actions() const { return actions_; }

  /// Environment, generators, clock and observation as they stand.
  void serialize(Archive& archive);

 private:
  struct Keyframe {
    int moment;
    std::vector<std::byte> state;
  };

  const EpisodeClock& clock() const { return wrapped_clock_ ? *wrapped_clock_ : clock_; }
  void open_episode();
  void forget_future();
  Step play(const Action& action);

  std::unique_ptr<Env> env_;
  const EpisodeClock* wrapped_clock_;  // of environments in wrappers, which keep their own; else null
  EpisodeClock clock_;
  Rng rng_, exploration_;
  ObservationBatch seen_;
  ActionBatch action_;  // one action, on its way to the environment
  std::uint64_t seed_ = 0;

  int now_ = 0, ended_at_ = -1;
  Step last_;
  std::vector<float> no_memory_;  // zeros
  std::vector<Moment> moments_;
  std::vector<std::vector<double>> actions_;
  std::vector<Keyframe> keyframes_;  // between them, actions are replayed
  std::vector<std::byte> new_;       // the environment's state before its first episode
};

/// Which Discrete actions are of use in an environment now; empty where it does not say.
std::vector<std::uint8_t> mask_of(const Env& env);

/// The numbers of an action, as `hand` lays them out; and back.
std::vector<double> numbers_of(const ActionBatch& hand);
void set_numbers(ActionBatch& hand, const std::vector<double>& numbers);

}  // namespace gymkhana::viz
