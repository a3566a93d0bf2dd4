// What wrappers of pictures ask for: a Box of bytes {height, width, channels}.
#pragma once

#include "envs/core/space.h"

namespace gymkhana {

struct PictureShape {
  int height = 0, width = 0, channels = 0;

  int size() const { return height * width * channels; }
};

/// The shape of the pictures that `space` holds; Error when it holds something else.
PictureShape picture_shape(const Space& space);

}  // namespace gymkhana
