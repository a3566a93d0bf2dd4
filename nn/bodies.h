// The bodies of networks: layers from an observation to features, by the names that settings use.
#pragma once

#include <string>
#include <vector>

#include "nn/layers.h"

namespace gymkhana {

/// What a body is made for.
struct BodyPlan {
  std::string net = "mlp";         ///< "mlp", or one of the pictures' below
  Index inputs = 0;                ///< numbers per sample
  PictureSize picture = {};        ///< of the same size, for the nets that look at pictures
  std::vector<Index> hidden = {};  ///< mlp: widths of its layers; the others have widths of their own
  Activation activation = Activation::relu;
  bool layer_norm = false;  ///< before each activation; in pictures over the channels of a pixel
};

/// The layers from the observation up to the last activation:
///
///   mlp      dense layers of the widths `hidden`
///   minatar  16 filters 3x3, dense 128 (Young and Tian 2019, arXiv:1903.03176)
///   nature   32 filters 8x8 stride 4, 64 4x4 stride 2, 64 3x3, dense 512 (Mnih et al. 2015)
///   compact  16 filters 4x4 stride 2, 32 3x3 stride 2, 32 3x3 stride 2, dense 128: ours, for small pictures
///   nips     16 filters 8x8 stride 4, 32 4x4 stride 2, dense 256 (Mnih et al. 2013, arXiv:1312.5602)
///   impala   three times filters 3x3, max-pool 3x3 stride 2, two residual blocks, with 16, 32 and 32
///            channels; dense 256 (Espeholt et al. 2018, arXiv:1802.01561)
///
/// Error when the name is unknown or the picture is too small.
std::vector<Layer> make_body(const BodyPlan& plan);

/// What the last of `layers` gives, or `inputs` where there is none.
Index features_of(const std::vector<Layer>& layers, Index inputs);

}  // namespace gymkhana
