// The network's input where that is a picture, and the saliency of each pixel.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/agent.h"
#include "envs/core/picture/image.h"
#include "envs/core/shown/codes.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// A picture whose numbers are no colours, and the environment that can draw what they stand for.
struct CodedPicture {
  const Coded* env;
  int width, height;
  std::vector<std::uint8_t> numbers;
};

/// For environments whose observation is a picture: a Box of height x width x channels.
struct NetworkInput {
  std::optional<CodedPicture> codes;  ///< in place of channels
  std::vector<Image> channels;        ///< three colours as one picture, other channels in grey, one by one
  Image saliency;  ///< the strongest channel's influence per pixel; no size: the agent tells none
};

bool observes_pictures(const EnvSpec& spec);
/// `env` must be one that shows pictures, and outlives what is returned; `memory` is the agent's.
NetworkInput network_input(const Agent& agent, const Env& env, const ObservationBatch& seen,
                           std::span<const float> memory = {});

/// What the network gets, and what of it sways its choice, each with a title, side by side or above each
/// other, whichever shows them larger.
void draw_network_input(Page& page, const Area& area, const NetworkInput& input);
void draw_observation(Canvas& canvas, const Area& area, const NetworkInput& input);
void draw_saliency(Canvas& canvas, const Area& area, const NetworkInput& input);

}  // namespace gymkhana::viz
