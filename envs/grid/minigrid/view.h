// What the agent sees: the 7 x 7 cells before it, less those behind walls and closed doors.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "envs/grid/minigrid/grid.h"

namespace gymkhana::minigrid {

inline constexpr int view_size = 7;
inline constexpr int image_size = view_size * view_size * 3;

/// The cells before an agent that looks up the page: it stands at x = 3, y = 6.
struct View {
  std::array<std::array<Cell, view_size>, view_size> rows;  ///< rows[y][x]
  std::array<std::uint8_t, view_size> visible;              ///< visible[y] has bit x set where (x, y) is seen
};

/// The view from `eye` in direction 0 .. 3; `through_walls` hides nothing.
View look(const Grid& grid, Position eye, int direction, bool through_walls);

/// Where the view's (x, y) lies in the grid.
Position in_grid(Position eye, int direction, int x, int y);

/// Writes kind, hue and door state of each cell, column by column as MiniGrid does: image[x][y][channel].
/// Cells out of sight are zeros; at the agent's own cell stands what it carries.
void write_image(const View& view, Cell carried, std::span<std::uint8_t> image);

/// Writes all cells of the grid in the same manner; the agent shows as its kind, hue 0, and its direction.
void write_whole_image(const Grid& grid, Position agent, int direction, std::span<std::uint8_t> image);

}  // namespace gymkhana::minigrid
