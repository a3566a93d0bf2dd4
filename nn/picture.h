// The measures of pictures, for the layers that take them. A picture lies row by row, the channels of a pixel
// side by side (height, width, channels), as environments write it: no layer has to transpose or flatten it.
#pragma once

#include "nn/matrix.h"

namespace gymkhana {

struct PictureSize {
  Index height, width, channels;

  Index size() const { return height * width * channels; }
};

/// Square windows that slide over a picture, with a margin of `padding` pixels around it.
struct Windows {
  Index kernel;
  Index stride = 1;
  Index padding = 0;

  /// Windows that fit along `length` pixels: floor((length + 2 padding - kernel) / stride) + 1.
  Index count(Index length) const { return (length + 2 * padding - kernel) / stride + 1; }
};

}  // namespace gymkhana
