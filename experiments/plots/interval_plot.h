// Estimates with their intervals, one row each: final scores, aggregates, probabilities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/stats/bootstrap.h"

namespace gymkhana {

struct IntervalRow {
  std::string label;
  Estimate estimate;
  std::vector<double> dots = {};  ///< single runs
  std::size_t style = 0;          ///< see line_class
};

struct IntervalPlot {
  std::string title, x_label;
  std::vector<IntervalRow> rows;
  std::optional<double> level = {};  ///< a vertical line,
  std::string level_label = {};      ///< and what it means
  std::optional<Bounds> range = {};  ///< of the axis; else as the rows ask for
};

/// As an SVG file.
std::string draw(const IntervalPlot& plot);

}  // namespace gymkhana
