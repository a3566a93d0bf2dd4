// Plays an environment with random actions and records what it shows, for the rules to compare.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "envs/core/episode.h"
#include "envs/core/registry.h"

namespace gymkhana::check {

/// What an environment gave at one reset or step.
struct Moment {
  std::string where() const;  ///< "seed 0, episode 1, step 12" or "..., reset"
  bool ended() const { return result.terminated || result.truncated; }

  std::uint64_t seed = 0;
  int episode = 0, step = 0;  ///< step 0 is the reset
  ObservationBatch seen;
  Step result;
  std::vector<float> info;
  std::vector<std::uint8_t> mask;  ///< empty without masks
};

/// One environment, its generator, and a stream of random actions of its own: the same seed, the same play.
class Player {
 public:
  /// `fill`: what the observation's bytes are before the environment writes; no value: an empty observation.
  Player(std::unique_ptr<Env> env, std::uint64_t seed, std::optional<std::byte> fill = std::byte{0});

  /// From now on takes the actions of the player with that seed.
  void act_like(std::uint64_t seed) { action_rng_ = Rng::spawn(seed, {1}); }

  /// The next moment: a step, or a reset at the beginning and after an end. Errors and other exceptions of
  /// the environment are passed on as Errors that say where.
  Moment advance();
  std::vector<Moment> advance(int moments);

  const Env& env() const { return *env_; }
  void want_reset() { wants_reset_ = true; }
  void serialize(Archive& archive);

 private:
  void act(Moment& moment);
  void look(Moment& moment) const;

  std::unique_ptr<Env> env_;
  std::uint64_t seed_;
  std::optional<std::byte> fill_;
  Rng rng_, action_rng_;
  ActionBatch action_;
  EpisodeClock clock_;
  int episode_ = -1;
  bool wants_reset_ = true;
};

/// How many moments rules record: enough to see episodes end, few enough for pictures to fit into memory.
int moments_for(const EnvSpec& spec);

/// A generator of the kind that the environment draws from.
Rng generator_for(const EnvSpec& spec, std::uint64_t seed);

/// "observation[3] is 0.5", with the part's name if it has one.
std::string describe_number(const EnvSpec& spec, const Moment& moment, int part, int i);

/// What differs first between two moments that should be equal, as "X is A here and B there"; empty if equal.
/// `with_observation`: false compares everything else.
std::string difference(const EnvSpec& spec, const Moment& a, const Moment& b, bool with_observation = true);

}  // namespace gymkhana::check
