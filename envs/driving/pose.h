// Where a body is and how it is turned.
#pragma once

#include <array>
#include <cmath>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// At angle 0 a body's own axes are the environment's; angles grow to the left [rad].
struct Pose {
  Point position;
  double angle = 0;
};

using Quad = std::array<Point, 4>;

/// A point of a body's frame in the environment's.
inline Point to_world(const Pose& pose, Point local) {
  const double cosine = std::cos(pose.angle), sine = std::sin(pose.angle);
  return {pose.position.x + cosine * local.x - sine * local.y,
          pose.position.y + sine * local.x + cosine * local.y};
}

/// -1, 0 or 1.
inline int sign(double value) {
  return (value > 0) - (value < 0);
}

}  // namespace gymkhana
