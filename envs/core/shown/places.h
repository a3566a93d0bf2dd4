// Where the states of an environment of cells stand in its picture, for those who write values and arrows
// there.
#pragma once

#include <optional>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// What an environment of cells with a Discrete observation may be besides an Env.
class Places {
 public:
  /// The centre of the unit square of the picture where observation number `state` stands, if that could be
  /// shown now, hides nothing that counts and leaves a choice; else nothing.
  virtual std::optional<Point> place_of(int state) const = 0;

 protected:
  ~Places() = default;
};

}  // namespace gymkhana
