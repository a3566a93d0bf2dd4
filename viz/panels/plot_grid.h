// Several plots in one place, in the largest form in which all of them fit.
#pragma once

#include <vector>

#include "viz/panels/column.h"
#include "viz/panels/plot.h"

namespace gymkhana::viz {

/// One below another; two side by side where these would be too low; else a line each, with its curve
/// between its name and its last number.
Panel plot_panel(std::vector<Plot> plots);

}  // namespace gymkhana::viz
