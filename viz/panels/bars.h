// Bars with names: action probabilities, action values, the numbers of a continuous action.
#pragma once

#include <string>
#include <vector>

#include "agents/agent.h"
#include "viz/page.h"

namespace gymkhana::viz {

struct Bar {
  std::string name;
  double share = 0;   ///< of the full width, 0 .. 1; negative ones run to the left of the middle
  std::string text;   ///< the number behind it
  bool best = false;  ///< drawn in the accent colour
};

struct BarChart {
  std::string title;
  std::vector<Bar> bars;
  bool two_sided = false;  ///< bars grow from the middle
};

/// How an agent judges the actions: probabilities where it has a policy only, action values where it has
/// them, means of a continuous policy between their bounds.
BarChart action_bars(const Insight& insight, const EnvSpec& spec);

/// The height that the chart wants, in points, and the one in which all of it can still be read.
double height_of(const BarChart& chart);
double least_height_of(const BarChart& chart);
/// Bars are as thick as the area is high; those that find no room even so are counted below the others.
void draw_bars(Canvas& canvas, const Area& area, const BarChart& chart);

}  // namespace gymkhana::viz
