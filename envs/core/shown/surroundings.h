// What a driver has around it: distances, the way ahead, others; for those who show it.
#pragma once

#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// Places are in the driver's frame: x to the right, y ahead, in the environment's units.
struct Surroundings {
  struct Ray {
    double angle = 0;       ///< 0 ahead, growing to the left [rad]
    double distance = 0;    ///< to what it meets first; `reach` if that is nothing
    bool to_other = false;  ///< whether it meets another rather than the way's edge
  };

  double reach = 0;                        ///< how far rays go
  std::vector<Ray> rays;                   ///< from left to right
  double half_width = 0;                   ///< of the way
  std::vector<Point> way;                  ///< its middle, from here onwards
  std::vector<std::vector<Point>> others;  ///< outlines of those within reach
  Point seat;        ///< the driver's place in the environment's picture, where ahead is up
  double scale = 1;  ///< lengths of the picture per unit
};

/// What an environment that is seen from a driver's seat may be besides an Env.
class Surrounded {
 public:
  virtual Surroundings surroundings() const = 0;

 protected:
  ~Surrounded() = default;
};

}  // namespace gymkhana
