// The network's eye: the picture that it gets, and how much each pixel of it matters.
#pragma once

#include <vector>

#include "agents/agent.h"
#include "envs/core/image.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// For worlds whose observation is a picture: a Box of height x width x channels.
struct Eyesight {
  std::vector<Image> channels;  ///< three colours as one picture, other channels in grey, one by one
  Image saliency;  ///< the strongest channel's influence per pixel; no size: the agent tells none
};

bool sees_pictures(const EnvSpec& spec);
/// `spec` must be of such a world.
Eyesight eyesight(const Agent& agent, const EnvSpec& spec, const ObservationBatch& seen);

/// The channels above each other, with a title.
void draw_input(Canvas& canvas, const Area& area, const Eyesight& eye);
void draw_saliency(Canvas& canvas, const Area& area, const Eyesight& eye);

}  // namespace gymkhana::viz
