// The dashboard of CarRacing's window: bars for what the car does, and the score.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "envs/core/picture/stroke_font.h"
#include "envs/driving/road_view.h"

namespace gymkhana {
namespace {

constexpr double kColumn = kWindowWidth / 40, kRow = kWindowHeight / 40;
constexpr double kDigitHeight = 30, kDigitAdvance = 23.4, kStroke = 5.8;
constexpr Point kScoreMiddle{60, 51};

// The original's bars take the pixels of their right and lower edges too.
void bar(const Painter& paint, Point corner, Point opposite, Paint color) {
  const double left = std::min(corner.x, opposite.x), right = std::max(corner.x, opposite.x) + 1;
  const double low = std::min(corner.y, opposite.y) - 1, high = std::max(corner.y, opposite.y);
  paint(Quad{{{left, low}, {right, low}, {right, high}, {left, high}}}, color);
}

// `value` rows high, upwards from the strip's bottom row.
void upright_bar(const Painter& paint, int column, double value, Paint color) {
  if (std::abs(value) < 1e-6) return;
  bar(paint, {column * kColumn, kRow}, {(column + 1) * kColumn, kRow + kRow * value}, color);
}

// `value` columns long, to the right when positive.
void level_bar(const Painter& paint, int column, double value, Paint color) {
  if (std::abs(value) < 1e-4) return;
  bar(paint, {column * kColumn, 2 * kRow}, {(column + value) * kColumn, 4 * kRow}, color);
}

void stroke(const Painter& paint, Point from, Point to) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  if (length == 0) return;
  const double along_x = (to.x - from.x) / length * kStroke / 2,
               along_y = (to.y - from.y) / length * kStroke / 2;
  paint(Quad{{{from.x - along_x - along_y, from.y - along_y + along_x},
              {to.x + along_x - along_y, to.y + along_y + along_x},
              {to.x + along_x + along_y, to.y + along_y - along_x},
              {from.x - along_x + along_y, from.y - along_y - along_x}}},
        Paint::white);
}

// At least four characters, zeros in front: "0042", "-012".
std::string score_text(double score) {
  const int rounded = static_cast<int>(std::nearbyint(score));
  std::string digits = std::to_string(std::abs(rounded));
  const std::size_t places = std::signbit(score) ? 3 : 4;
  if (digits.size() < places) digits.insert(0, places - digits.size(), '0');
  return std::signbit(score) ? "-" + digits : digits;
}

void paint_score(double score, const Painter& paint) {
  const std::string text = score_text(score);
  Point pen{kScoreMiddle.x - kDigitAdvance * static_cast<double>(text.size()) / 2 + kStroke / 2 + 2,
            kScoreMiddle.y - kDigitHeight / 2 + kStroke / 2};
  for (std::size_t i = 0; i < text.size(); ++i, pen.x += kDigitAdvance) {
    int strokes = 0;
    for_each_stroke(kDigitHeight - kStroke, text.substr(i, 1), false, [&](std::span<const Point> line) {
      if (text[i] == '0' && strokes++ > 0) return;  // no slash: the original's zeros are rings
      for (std::size_t k = 0; k + 1 < line.size(); ++k) {
        stroke(paint, {pen.x + line[k].x, pen.y + line[k].y}, {pen.x + line[k + 1].x, pen.y + line[k + 1].y});
      }
    });
  }
}

}  // namespace

void paint_dashboard(const Car& car, double score, const Painter& paint) {
  bar(paint, {0, 0}, {kWindowWidth, kDashboardHeight}, Paint::panel);
  upright_bar(paint, 5, 0.02 * car.speed(), Paint::white);
  for (int i = 0; i < 4; ++i) {
    upright_bar(paint, 7 + i, 0.01 * car.wheels()[i].omega, i < 2 ? Paint::front_wheels : Paint::rear_wheels);
  }
  level_bar(paint, 20, -10 * car.steering(0), Paint::steering);
  level_bar(paint, 30, -0.8 * car.angular_velocity(), Paint::turning);
  paint_score(score, paint);
}

}  // namespace gymkhana
