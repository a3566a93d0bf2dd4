// The tracks of CarRacing: a closed road of short tiles, drawn anew from every seed. Geometry only, no
// physics.
#pragma once

#include <vector>

#include "envs/core/random/rng.h"
#include "envs/driving/pose.h"

namespace gymkhana {

// Lengths are in the environment's units; a car is about 5 long.
inline constexpr double kTrackRadius = 900 / 6.0;  ///< of the circle that tracks are bent from
inline constexpr double kPlayfield = 2000 / 6.0;   ///< |x| and |y| beyond this end the episode
inline constexpr double kTileLength = 21 / 6.0;
inline constexpr double kRoadHalfWidth = 40 / 6.0;
inline constexpr double kKerbWidth = 8 / 6.0;

/// One tile: the road from the point before to (x, y).
struct Tile {
  double alpha = 0;  ///< angle of (x, y) seen from the origin [rad], not reduced
  double beta = 0;   ///< direction of the road [rad]: it heads to (-sin beta, cos beta)
  double x = 0, y = 0;
  double right_x = 1, right_y = 0;  ///< unit vector to the right of the road: (cos beta, sin beta)
  int kerb = 0;                     ///< kerb on hard turns: -1 left, +1 right, 0 none
};

/// A closed road: tile i begins where tile i - 1 ends, tile 0 where the last one does.
class Track {
 public:
  Track() = default;
  /// Draws tracks until one closes neatly, as Gymnasium's CarRacing-v3 does, number for number.
  explicit Track(Rng& rng);

  int size() const { return static_cast<int>(tiles_.size()); }
  const Tile& tile(int i) const { return tiles_[wrap(i)]; }

  /// Corners of tile i: left and right of its own end, right and left of the one before.
  Quad road(int i) const;
  /// Corners of tile i's kerb, which must have one.
  Quad kerb(int i) const;
  /// The point `lateral` to the right of the middle of the road at tile i's end.
  Point beside(int i, double lateral) const;

  int wrap(int i) const {
    const int n = size();
    return ((i % n) + n) % n;
  }

 private:
  std::vector<Tile> tiles_;
};

}  // namespace gymkhana
