// FireReset: presses fire at the start, for games that wait for it.
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// After each reset takes one step with the action named "fire". An episode that ends with it is started
/// anew.
class FireReset final : public Wrapper {
 public:
  /// Error unless the environment has an action named "fire".
  explicit FireReset(std::unique_ptr<Env> inner);
  /// "true", or "false" for no change.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;

 private:
  int fire_;
};

}  // namespace gymkhana
