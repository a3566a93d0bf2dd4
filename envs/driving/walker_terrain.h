// The ground of BipedalWalker: gentle grass, and for the hardcore version pits, stumps and stairs.
#pragma once

#include <vector>

#include "envs/core/random/rng.h"
#include "envs/driving/pose.h"

namespace gymkhana {

inline constexpr double kTerrainStep = 14 / 30.0;  ///< between neighbouring points of the ground [units]
inline constexpr int kTerrainLength = 200;         ///< points
inline constexpr int kTerrainGrass = 10;           ///< points of grass between obstacles, at most
inline constexpr int kStartPad = 20;               ///< points of flat ground at the start
inline constexpr double kTerrainHeight = 400 / 30.0 / 4;

/// The surface from left to right, and the blocks that stand in or on it.
struct WalkerTerrain {
  std::vector<Point> surface;
  std::vector<Quad> blocks;
};

/// Draws a ground, number for number as Gymnasium's BipedalWalker-v3 does.
WalkerTerrain draw_terrain(Rng& rng, bool hardcore);

/// Five corners each; they cost the generator as many numbers as the original's.
std::vector<std::array<Point, 5>> draw_clouds(Rng& rng);

}  // namespace gymkhana
