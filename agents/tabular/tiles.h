// Tile coding: continuous observations become a few active features (Sutton and Barto, 2nd ed.,
// section 9.5.4).
//
// Several grids of tiles (tilings) lie over the space between the observation's bounds, each displaced by an
// odd multiple of a fraction of a tile: tiling k by k (1, 3, 5, ...) / tilings, modulo one tile. Every tile
// has a weight of its own; there is no hashing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/observation.h"

namespace gymkhana {

class Tiles {
 public:
  /// `per_side` tiles of every tiling span each number's range. Error when the space is not a bounded Box of
  /// float32 numbers, or there are too many tiles.
  Tiles(const EnvSpec& spec, int tilings, int per_side);

  int tilings() const { return tilings_; }
  int features() const { return tilings_ * per_tiling_; }

  /// The active feature of every tiling, for numbers within the bounds; others count as the nearest.
  void activate(std::span<const float> numbers, std::span<std::int32_t> active) const;

 private:
  struct Axis {
    double low, scale;  // (x - low) * scale counts in fractions of 1 / tilings of a tile
  };

  int tilings_, per_side_;
  int per_tiling_ = 1;
  std::vector<Axis> axes_;
};

}  // namespace gymkhana
