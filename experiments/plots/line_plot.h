// Lines with bands over a common axis: learning curves and performance profiles.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/stats/bootstrap.h"

namespace gymkhana {

struct LineSeries {
  std::string label;
  std::vector<double> x;
  std::vector<Estimate> y;
  std::size_t style = 0;  ///< see line_class
};

struct LinePlot {
  std::string title, x_label, y_label;
  std::vector<LineSeries> series;
  bool from_zero = false;            ///< the x axis, whatever the first point
  std::optional<double> level = {};  ///< a horizontal line,
  std::string level_label = {};      ///< and what it means
};

/// As an SVG file. Series without points are named in the legend only.
std::string draw(const LinePlot& plot);

}  // namespace gymkhana
