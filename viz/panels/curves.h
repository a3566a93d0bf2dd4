// Which curves there are to see: of the episode on show, of the episodes before, of training.
#pragma once

#include <vector>

#include "viz/panels/plot.h"
#include "viz/showing.h"

namespace gymkhana::viz {

/// What the agent expected step by step.
Plot value_plot(const Showing& showing);
/// Return so far and reward, step by step.
std::vector<Plot> episode_plots(const Scene& scene);
/// Return and length of the episodes that have ended.
std::vector<Plot> past_plots(const Showing& showing);
/// Return, loss, entropy, steps per second and their like, as far as training logs them.
std::vector<Plot> training_plots(const Showing& showing);

}  // namespace gymkhana::viz
