// Where things are on a grid.
#pragma once

#include <array>
#include <cstdlib>

namespace gymkhana {

/// x grows to the right, y downwards.
struct Position {
  int x = 0, y = 0;

  bool operator==(const Position&) const = default;
  Position operator+(Position other) const { return {x + other.x, y + other.y}; }
  Position operator-(Position other) const { return {x - other.x, y - other.y}; }
  Position operator*(int factor) const { return {x * factor, y * factor}; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(x, y);
  }
};

struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;

  bool contains(Position p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
};

/// One step right, down, left, up: the directions 0 .. 3.
inline constexpr std::array<Position, 4> headings = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

/// Steps from one to the other.
inline int distance(Position a, Position b) {
  return std::abs(a.x - b.x) + std::abs(a.y - b.y);
}

}  // namespace gymkhana
