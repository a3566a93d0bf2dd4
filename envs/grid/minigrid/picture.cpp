#include "envs/grid/minigrid/picture.h"

#include <algorithm>
#include <string>
#include <vector>

#include "envs/core/picture/palette.h"
#include "envs/core/picture/stroke_font.h"
#include "envs/grid/minigrid/mini_grid.h"
#include "envs/grid/minigrid/view.h"

namespace gymkhana::minigrid {
namespace {

constexpr Color in_sight{palette::sky.r, palette::sky.g, palette::sky.b, 48};

Color color_of(Hue hue) {
  constexpr std::array colors = {palette::red,    palette::green,  palette::blue,
                                 palette::purple, palette::yellow, palette::slate};
  return colors[static_cast<std::size_t>(hue)];
}

/// Draws into a square: (0, 0) is its centre, its edges are half a unit away.
class Tile {
 public:
  Tile(Canvas& canvas, Point centre, double scale = 1) : canvas_(canvas), centre_(centre), scale_(scale) {}

  void rectangle(double left, double low, double right, double high, Color color) {
    canvas_.rectangle(at(left, low), at(right, high), color);
  }
  void square(double half, Color color) { rectangle(-half, -half, half, half, color); }
  void circle(double x, double y, double radius, Color color) {
    canvas_.circle(at(x, y), radius * scale_, color);
  }
  void line(double x0, double y0, double x1, double y1, double width, Color color) {
    canvas_.line(at(x0, y0), at(x1, y1), width * scale_, color);
  }
  /// An arrow head that points right, down, left or up.
  void arrow(int direction, double size, Color color) {
    constexpr std::array<Point, 3> right = {{{0.8, 0}, {-0.65, 0.75}, {-0.65, -0.75}}};
    std::array<Point, 3> corners;
    const Position heading = headings[direction];
    std::ranges::transform(right, corners.begin(), [&](Point p) {
      return at(size * (p.x * heading.x + p.y * heading.y), size * (p.y * heading.x - p.x * heading.y));
    });
    canvas_.polygon(corners, color);
  }

 private:
  Point at(double x, double y) const { return {centre_.x + scale_ * x, centre_.y + scale_ * y}; }

  Canvas& canvas_;
  Point centre_;
  double scale_;
};

void draw_lava(Tile tile) {
  tile.square(0.5, palette::orange);
  for (const double y : {-0.22, 0.0, 0.22}) {
    for (const double x : {-0.4, 0.0}) {
      tile.line(x, y - 0.05, x + 0.2, y + 0.05, 0.05, palette::red);
      tile.line(x + 0.2, y + 0.05, x + 0.4, y - 0.05, 0.05, palette::red);
    }
  }
}

void draw_door(Tile tile, Cell cell) {
  const Color color = color_of(cell.hue);
  if (cell.door == Door::open) {
    tile.rectangle(-0.5, 0.36, 0.5, 0.5, color);
    return;
  }
  tile.square(0.5, color);
  tile.square(0.42, palette::paper);
  tile.square(0.36, color);
  if (cell.door == Door::locked) {
    tile.circle(0.14, 0.06, 0.09, palette::ink);
    tile.rectangle(0.1, -0.16, 0.18, 0.06, palette::ink);
  } else {
    tile.circle(0.22, 0, 0.07, palette::paper);
  }
}

void draw_key(Tile tile, Color color) {
  tile.circle(0, 0.22, 0.17, color);
  tile.circle(0, 0.22, 0.07, palette::paper);
  tile.rectangle(-0.05, -0.36, 0.05, 0.08, color);
  tile.rectangle(-0.2, -0.36, -0.05, -0.28, color);
  tile.rectangle(-0.16, -0.22, -0.05, -0.14, color);
}

void draw_box(Tile tile, Color color) {
  tile.square(0.34, color);
  tile.square(0.26, palette::paper);
  tile.rectangle(-0.34, -0.04, 0.34, 0.04, color);
}

void draw_cell(Tile tile, Cell cell) {
  const Color color = color_of(cell.hue);
  switch (cell.kind) {
    case Kind::wall:
    case Kind::goal:
      return tile.square(0.5, color);
    case Kind::floor:
      return tile.square(0.47, {color.r, color.g, color.b, 90});
    case Kind::lava:
      return draw_lava(tile);
    case Kind::door:
      return draw_door(tile, cell);
    case Kind::key:
      return draw_key(tile, color);
    case Kind::ball:
      return tile.circle(0, 0, 0.3, color);
    case Kind::box:
      return draw_box(tile, color);
    case Kind::empty:
    case Kind::unseen:
    case Kind::agent:
      return;
  }
}

void draw_sight(Canvas& canvas, const MiniGrid& env) {
  const auto [position, direction, carried] = env.agent();
  const View view = look(env.grid(), position, direction, env.sees_through_walls());
  for (int y = 0; y < view_size; ++y) {
    for (int x = 0; x < view_size; ++x) {
      const Position p = in_grid(position, direction, x, y);
      if (!env.grid().all().contains(p) || !(view.visible[y] >> x & 1)) continue;
      const double low = env.grid().height() - 1 - p.y;
      canvas.rectangle({static_cast<double>(p.x), low}, {p.x + 1.0, low + 1}, in_sight);
    }
  }
}

void draw_lines(Canvas& canvas, int width, int height) {
  for (int x = 0; x <= width; ++x) {
    canvas.line({x + 0.0, 0}, {x + 0.0, height + 0.0}, 0.03, palette::mist);
  }
  for (int y = 0; y <= height; ++y) canvas.line({0, y + 0.0}, {width + 0.0, y + 0.0}, 0.03, palette::mist);
}

void draw_walker(Tile tile, int direction) {
  tile.arrow(direction, 0.48, palette::ink);
  tile.arrow(direction, 0.38, palette::orange);
}

// Numbers that mean nothing become something that does.
Cell cell_of(const std::uint8_t* codes) {
  const auto at_most = [](std::uint8_t code, auto last) {
    return std::min(code, static_cast<std::uint8_t>(last));
  };
  return {static_cast<Kind>(at_most(codes[0], Kind::agent)), static_cast<Hue>(at_most(codes[1], Hue::grey)),
          static_cast<Door>(at_most(codes[2], Door::locked))};
}

}  // namespace

void draw_image(Canvas& canvas, int width, int height, std::span<const std::uint8_t> image) {
  bool has_walker = false;
  const auto tile = [&](int x, int y) { return Tile(canvas, {x + 0.5, height - y - 0.5}); };
  draw_lines(canvas, width, height);
  for (int x = 0; x < width; ++x) {
    for (int y = 0; y < height; ++y) {
      const std::uint8_t* codes = &image[3 * (x * height + y)];
      const Cell cell = cell_of(codes);
      if (cell.kind == Kind::unseen) tile(x, y).square(0.5, palette::mist);
      draw_cell(tile(x, y), cell);
      if (cell.kind != Kind::agent) continue;
      draw_walker(tile(x, y), codes[2] % 4);
      has_walker = true;
    }
  }
  const bool view = width == view_size && height == view_size && !has_walker;
  if (!view) return;  // else it stands below the middle and looks up, on what it carries
  constexpr int up = 3, middle = view_size / 2;
  draw_walker(tile(middle, view_size - 1), up);
  const Point place{middle + 0.5, 0.5};
  draw_cell(Tile(canvas, place, 0.4), cell_of(&image[3 * (middle * view_size + view_size - 1)]));
}

void draw_env(Canvas& canvas, const MiniGrid& env) {
  const int width = env.grid().width(), height = env.grid().height();
  const double letter = 0.032 * std::max(width, height), line = 1.8 * letter;
  const std::vector<std::string> mission = text_lines(letter, env.mission().text(), width);
  canvas.camera({-0.25, -0.25 - line * static_cast<double>(mission.size())}, {width + 0.25, height + 0.25});
  canvas.clear(palette::paper);
  draw_lines(canvas, width, height);

  const auto centre = [height](Position p) { return Point{p.x + 0.5, height - p.y - 0.5}; };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) draw_cell(Tile(canvas, centre({x, y})), env.grid()[{x, y}]);
  }
  draw_sight(canvas, env);

  const Agent& agent = env.agent();
  draw_walker(Tile(canvas, centre(agent.position)), agent.direction);
  draw_cell(Tile(canvas, centre(agent.position), 0.4), agent.carried);

  for (std::size_t i = 0; i < mission.size(); ++i) {
    canvas.text({0, -line * static_cast<double>(i + 1)}, letter, mission[i], palette::ink);
  }
}

}  // namespace gymkhana::minigrid
