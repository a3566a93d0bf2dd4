// Pictures of codes: observations shaped like pictures whose numbers are not colours, for those who show
// them.
#pragma once

#include <cstdint>
#include <span>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// What an environment that observes cells, each as three codes, may be besides an Env.
class Coded {
 public:
  /// Draws what `codes` (width x height x 3, column by column) stand for: one unit per cell, with the lower
  /// left corner at (0, 0) of a camera that is set already.
  virtual void draw_codes(Canvas& canvas, int width, int height,
                          std::span<const std::uint8_t> codes) const = 0;

 protected:
  ~Coded() = default;
};

}  // namespace gymkhana
