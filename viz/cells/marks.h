// What is drawn on cells: colours of values, arrows, small numbers. One cell is one unit.
#pragma once

#include <cstdint>
#include <string>

#include "envs/core/picture/canvas.h"

namespace gymkhana::viz {

inline constexpr double kHalfCell = 0.41;  ///< of the coloured square: around it the cell's own colour stays
inline constexpr double kReadableCell = 40;  ///< points per cell: below, numbers are left out
inline constexpr double kSeldom = 0.03;      ///< probabilities below are not drawn

/// Values that are on show, from the least to the best.
struct ValueRange {
  double low = 0, high = 0;
  bool empty = true;

  /// Unknown ones are left out.
  void include(double value);
  /// Green for the best, pale for the least; where values have both signs, red for what is below zero.
  Color color_of(double value) const;
};

/// An arrow from `tail`; `probability` makes it long.
void draw_move(Canvas& canvas, Point tail, Point heading, double probability);
/// In the lower part of a cell: in the middle, or beside it, where an arrow is in the way.
void draw_value(Canvas& canvas, Point centre, double value);
void draw_value_aside(Canvas& canvas, Point centre, double value);
/// In its upper left corner; none are not drawn.
void draw_visits(Canvas& canvas, Point centre, std::int64_t visits);

}  // namespace gymkhana::viz
