// The network's eye: the picture that it gets, and how much each pixel of it matters.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agents/agent.h"
#include "envs/core/picture/image.h"
#include "envs/core/shown/codes.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// A picture whose numbers are no colours, and the world that can draw what they stand for.
struct Codes {
  const Coded* world;
  int width, height;
  std::vector<std::uint8_t> numbers;
};

/// For worlds whose observation is a picture: a Box of height x width x channels.
struct Eyesight {
  std::optional<Codes> codes;   ///< in place of channels
  std::vector<Image> channels;  ///< three colours as one picture, other channels in grey, one by one
  Image saliency;  ///< the strongest channel's influence per pixel; no size: the agent tells none
};

bool sees_pictures(const EnvSpec& spec);
/// `world` must be one that shows pictures, and outlives what is returned.
Eyesight eyesight(const Agent& agent, const Env& world, const ObservationBatch& seen);

/// What the network gets, and what of it sways its choice, each with a title, side by side or above each
/// other, whichever shows them larger.
void draw_eye(Page& page, const Area& area, const Eyesight& eye);
void draw_input(Canvas& canvas, const Area& area, const Eyesight& eye);
void draw_saliency(Canvas& canvas, const Area& area, const Eyesight& eye);

}  // namespace gymkhana::viz
