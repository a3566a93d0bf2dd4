// Difference: what changed since the picture before, so that an agent without memory sees what moves.
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Pictures of bytes become (this one - the one before) / 255, floats in [-1, 1] of the same shape; an
/// episode begins with zeros. (Karpathy, "Deep Reinforcement Learning: Pong from Pixels", 2016.)
class Difference final : public Wrapper {
 public:
  /// Error unless observations are pictures of bytes.
  explicit Difference(std::unique_ptr<Env> inner);
  /// "true", or "false" for no change.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void serialize(Archive& archive) override;

 private:
  ObservationBatch before_, now_;
};

}  // namespace gymkhana
