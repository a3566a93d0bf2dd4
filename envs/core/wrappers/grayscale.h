// Grayscale: pictures in shades of grey.
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// {height, width, 3} becomes {height, width, 1}: the luminance of ITU-R BT.601, .299 R + .587 G + .114 B, in
/// whole numbers as OpenCV 4's cvtColor: (9798 R + 19235 G + 3735 B + 2^14) / 2^15, rounded down.
class Grayscale final : public Wrapper {
 public:
  /// Error unless observations are RGB pictures.
  explicit Grayscale(std::unique_ptr<Env> inner);
  /// "true", or "false" for no change.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  void convert(Observation observation) const;

  ObservationBatch colored_;
};

}  // namespace gymkhana
