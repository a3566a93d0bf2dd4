// Where the walker of an environment of cells may stand and look, for those who ask what an agent would think
// there.
#pragma once

#include <cstddef>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// A walker's cell, and where it looks.
struct Stance {
  int cell = 0;
  int direction = 0;
  Point centre = {};   ///< of the unit square of the picture where the cell is
  Point heading = {};  ///< to the next cell that way, in the picture
};

/// What an environment whose walker has a front may be besides an Env.
class Stances {
 public:
  virtual Stance stance() const = 0;
  /// Where the walker could be now, and would have a choice: cell by cell, each way.
  virtual std::vector<Stance> stances() const = 0;
  /// The next reset() puts the walker there and leaves all else as it is. No part of the environment's state.
  virtual void begin_at(const Stance& stance) = 0;
  /// All that an observation depends on, the stance aside.
  virtual std::vector<std::byte> setting() const = 0;

 protected:
  ~Stances() = default;
};

}  // namespace gymkhana
