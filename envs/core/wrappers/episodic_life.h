// EpisodicLife: a lost life ends the episode for the agent, but not for the game (Mnih et al., 2015).
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// A step that loses a life terminates. The reset after it goes on with the same game by one step with action
/// 0; only the reset after a real end starts a new one. Episode statistics are those of the real game. A game
/// without lives (0 of them) is left as it is.
class EpisodicLife final : public Wrapper {
 public:
  /// Error unless the environment's info has "lives" and its actions are Discrete.
  explicit EpisodicLife(std::unique_ptr<Env> inner);
  /// "true", or "false" for no change.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void serialize(Archive& archive) override;

 private:
  float count_lives();

  std::vector<float> info_;
  std::size_t lives_field_;
  float lives_ = 0;
  bool game_over_ = true;
};

}  // namespace gymkhana
