// Pixels on a page, counted.
#pragma once

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/image.h"
#include "viz/page.h"

namespace gymkhana::viz::test {

/// How many pixels of this very colour the area has.
inline int count(const Image& image, Color color, const Area& area) {
  int found = 0;
  for (int y = static_cast<int>(area.top); y < static_cast<int>(area.bottom()); ++y) {
    for (int x = static_cast<int>(area.left); x < static_cast<int>(area.right()); ++x) {
      const std::uint8_t* p = image.pixel(x, y);
      found += p[0] == color.r && p[1] == color.g && p[2] == color.b;
    }
  }
  return found;
}

}  // namespace gymkhana::viz::test
