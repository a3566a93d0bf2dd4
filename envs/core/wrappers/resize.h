// Resize: smaller pictures, each pixel the mean of the area it covers.
#pragma once

#include "envs/core/picture/area_resize.h"
#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// {height, width, channels} becomes {new height, new width, channels} (OpenCV's INTER_AREA).
class Resize final : public Wrapper {
 public:
  /// Error unless observations are pictures at least as large as the new ones.
  Resize(std::unique_ptr<Env> inner, int height, int width);
  /// "84x84": height x width.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  ObservationBatch large_;
  AreaResize resize_;
};

}  // namespace gymkhana
