// Pictures of environments made of cells: unit squares, row 0 on top.
#pragma once

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana::cells {

/// Shows `rows` x `columns` cells on an empty page.
inline void open(Canvas& canvas, int rows, int columns) {
  canvas.camera({-0.25, -0.25}, {columns + 0.25, rows + 0.25});
  canvas.clear(palette::paper);
}

/// Fills the cell, leaving a thin gap to its neighbours.
inline void fill(Canvas& canvas, int rows, int row, int column, Color color) {
  const double x = column, y = rows - 1 - row;
  canvas.rectangle({x + 0.03, y + 0.03}, {x + 0.97, y + 0.97}, color);
}

inline Point centre(int rows, int row, int column) {
  return {column + 0.5, rows - row - 0.5};
}

/// The one who walks.
inline void walker(Canvas& canvas, int rows, int row, int column) {
  canvas.circle(centre(rows, row, column), 0.28, palette::ink);
  canvas.circle(centre(rows, row, column), 0.22, palette::orange);
}

}  // namespace gymkhana::cells
