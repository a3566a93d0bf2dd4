// The board of a MiniGrid world: flat cells behind a border of walls.
#pragma once

#include <algorithm>
#include <vector>

#include "envs/core/archive.h"
#include "envs/grid/minigrid/cell.h"
#include "envs/grid/position.h"

namespace gymkhana::minigrid {

/// width x height cells. Around them lie walls as deep as an agent can see, so that no view leaves the
/// memory.
class Grid {
 public:
  static constexpr int border = 6;

  Grid(int width, int height)
      : width_(width),
        height_(height),
        cells_(static_cast<std::size_t>(stride()) * (height + 2 * border), wall) {
    clear();
  }

  int width() const { return width_; }
  int height() const { return height_; }
  Rectangle all() const { return {0, 0, width_, height_}; }

  /// Of a position at most `border` outside the grid.
  Cell& operator[](Position p) { return cells_[index(p)]; }
  const Cell& operator[](Position p) const { return cells_[index(p)]; }
  /// How far apart in memory neighbours in this direction lie: (&grid[p])[offset(d)] is grid[p + d].
  int offset(Position direction) const { return direction.y * stride() + direction.x; }

  void clear() {
    for (int y = 0; y < height_; ++y) horizontal({0, y}, width_, nothing);
  }
  void horizontal(Position from, int length, Cell cell = wall) { std::fill_n(&(*this)[from], length, cell); }
  void vertical(Position from, int length, Cell cell = wall) {
    for (int i = 0; i < length; ++i) (*this)[from + Position{0, i}] = cell;
  }
  /// Walls along the inner edge of `area`.
  void enclose(Rectangle area) {
    horizontal({area.x, area.y}, area.width);
    horizontal({area.x, area.y + area.height - 1}, area.width);
    vertical({area.x, area.y}, area.height);
    vertical({area.x + area.width - 1, area.y}, area.height);
  }

  void serialize(Archive& archive) {
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) archive((*this)[{x, y}]);
    }
  }

 private:
  int stride() const { return width_ + 2 * border; }
  std::size_t index(Position p) const {
    return static_cast<std::size_t>((p.y + border) * stride() + p.x + border);
  }

  int width_, height_;
  std::vector<Cell> cells_;
};

}  // namespace gymkhana::minigrid
