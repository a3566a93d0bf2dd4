// StickyAction: the environment sometimes does not listen and repeats the last action (Machado et al., 2018,
// "Revisiting the Arcade Learning Environment", section 5.2).
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// With the given probability, the last action taken replaces the agent's, once or for a drawn number of
/// steps. Draws from the slot's generator exactly as Gymnasium's StickyAction does, before the environment
/// draws.
class StickyAction final : public Wrapper {
 public:
  /// How many steps one repetition lasts: uniform in [low, high].
  struct Duration {
    int low = 1, high = 1;
  };

  StickyAction(std::unique_ptr<Env> inner, double probability, Duration duration = {1, 1});
  /// "0.25", "0.25,n", or "0.25,low,high": probability in [0, 1), duration.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void serialize(Archive& archive) override;

 private:
  bool sticks(Rng& rng);

  double probability_;
  Duration duration_;
  ActionBatch last_;
  bool has_last_ = false;
  std::int64_t left_ = 0;  // steps of the present repetition still to come
};

}  // namespace gymkhana
