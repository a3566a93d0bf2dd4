#include "envs/grid/minigrid/view.h"

#include <cstring>

namespace gymkhana::minigrid {
namespace {

constexpr unsigned full_row = (1u << view_size) - 1;

unsigned opaque_cells(const std::array<Cell, view_size>& row) {
  unsigned bits = 0;
  for (int x = 0; x < view_size; ++x) bits |= static_cast<unsigned>(row[x].blocks_sight()) << x;
  return bits;
}

/// Bits that runs of set bits in `open` carry on from `lit` to the left or right: three doublings cover 7
/// cells.
unsigned spread_up(unsigned lit, unsigned open) {
  lit |= open & (lit << 1);
  open &= open << 1;
  lit |= open & (lit << 2);
  open &= open << 2;
  return lit | (open & (lit << 4));
}
unsigned spread_down(unsigned lit, unsigned open) {
  lit |= open & (lit >> 1);
  open &= open >> 1;
  lit |= open & (lit >> 2);
  open &= open >> 2;
  return lit | (open & (lit >> 4));
}

/// MiniGrid's occlusion: from the agent's row on, light passes through open cells, first to the right, then
/// to the left, and from each of them to the next row, straight on and aslant.
std::array<std::uint8_t, view_size> visible_cells(const View& view) {
  std::array<std::uint8_t, view_size> visible;
  unsigned lit = 1u << (view_size / 2);
  for (int y = view_size - 1; y >= 0; --y) {
    const unsigned open = full_row & ~opaque_cells(view.rows[y]);
    const unsigned right = spread_up(lit & open, open);
    lit |= (right << 1) & full_row;
    const unsigned left = spread_down(lit & open, open);
    lit |= left >> 1;
    visible[y] = static_cast<std::uint8_t>(lit);
    const unsigned to_right = right & (full_row >> 1), to_left = left & ~1u;
    lit = to_right | to_right << 1 | to_left | to_left >> 1;
  }
  return visible;
}

constexpr Cell unseen{Kind::unseen};

void write_cell(Cell cell, std::uint8_t* out) {
  out[0] = static_cast<std::uint8_t>(cell.kind);
  out[1] = static_cast<std::uint8_t>(cell.hue);
  out[2] = static_cast<std::uint8_t>(cell.door);
}

}  // namespace

View look(const Grid& grid, Position eye, int direction, bool through_walls) {
  const Position ahead = headings[direction], aside = headings[(direction + 1) % 4];
  const int back = -grid.offset(ahead), right = grid.offset(aside);
  const Cell* row = &grid[in_grid(eye, direction, 0, 0)];
  View view;
  for (int y = 0; y < view_size; ++y, row += back) {
    for (int x = 0; x < view_size; ++x) view.rows[y][x] = row[x * right];
  }
  if (through_walls) {
    view.visible.fill(full_row);
  } else {
    view.visible = visible_cells(view);
  }
  return view;
}

Position in_grid(Position eye, int direction, int x, int y) {
  const Position ahead = headings[direction], aside = headings[(direction + 1) % 4];
  return eye + ahead * (view_size - 1 - y) + aside * (x - view_size / 2);
}

void write_image(const View& view, Cell carried, std::span<std::uint8_t> image) {
  std::uint8_t* out = image.data();
  for (int x = 0; x < view_size; ++x) {
    for (int y = 0; y < view_size; ++y, out += 3) {
      const bool seen = view.visible[y] >> x & 1;
      write_cell(seen ? view.rows[y][x] : unseen, out);
    }
  }
  write_cell(carried, &image[(view_size / 2 * view_size + view_size - 1) * 3]);
}

void write_whole_image(const Grid& grid, Position agent, int direction, std::span<std::uint8_t> image) {
  std::uint8_t* out = image.data();
  for (int x = 0; x < grid.width(); ++x) {
    for (int y = 0; y < grid.height(); ++y, out += 3) write_cell(grid[{x, y}], out);
  }
  out = &image[(agent.x * grid.height() + agent.y) * 3];
  write_cell({Kind::agent}, out);
  out[2] = static_cast<std::uint8_t>(direction);
}

}  // namespace gymkhana::minigrid
