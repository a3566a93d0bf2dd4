// Which curves there are to see: of the episode on show, of the episodes before, of training.
#pragma once

#include <vector>

#include "viz/frame_content.h"
#include "viz/panels/plot.h"

namespace gymkhana::viz {

/// What the agent expected step by step.
Plot value_plot(const FrameContent& content);
/// Return so far and reward, step by step.
std::vector<Plot> episode_plots(const Scene& scene);
/// Return and length of the episodes that have ended.
std::vector<Plot> past_plots(const FrameContent& content);
/// Return, loss, entropy, steps per second and their like, as far as training logs them.
std::vector<Plot> training_plots(const FrameContent& content);

}  // namespace gymkhana::viz
