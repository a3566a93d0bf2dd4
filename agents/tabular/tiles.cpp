#include "agents/tabular/tiles.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.h"

namespace gymkhana {
namespace {

constexpr std::int64_t kMostTiles = 100'000'000;
constexpr float kUnbounded = 1e6f;  // environments that mean "any number" write the largest float

Error unfit(const EnvSpec& spec) {
  return Error("tile coding needs float32 numbers between finite bounds; " +
               (spec.id.empty() ? "this environment" : spec.id) + " observes " + to_string(spec.observation) +
               "; use a deep agent, or rescale");
}

}  // namespace

Tiles::Tiles(const EnvSpec& spec, int tilings, int per_side) : tilings_(tilings), per_side_(per_side) {
  const std::vector<Part> all = parts(spec.observation);
  const auto* box = std::get_if<Box>(all[0].space);
  if (all.size() != 1 || !box || box->dtype != DType::float32) throw unfit(spec);
  std::int64_t tiles = tilings;
  for (int i = 0; i < all[0].size; ++i) {
    const double low = low_of(*box, i), high = high_of(*box, i);
    if (!(-kUnbounded < low && low < high && high < kUnbounded)) throw unfit(spec);
    axes_.push_back({low, per_side * tilings / (high - low)});
    tiles *= per_side + 1;
    if (tiles > kMostTiles) {
      throw Error("tile coding would need more than " + std::to_string(kMostTiles) + " tiles for " +
                  std::to_string(all[0].size) + " numbers; use fewer per side");
    }
  }
  per_tiling_ = static_cast<int>(tiles / tilings);
}

void Tiles::activate(std::span<const float> numbers, std::span<std::int32_t> active) const {
  const int most = per_side_ * tilings_ - 1;
  for (int tiling = 0; tiling < tilings_; ++tiling) {
    std::int32_t tile = 0;
    for (int i = 0; i < static_cast<int>(axes_.size()); ++i) {
      const double position = std::floor((numbers[i] - axes_[i].low) * axes_[i].scale);
      const int fraction = static_cast<int>(std::clamp<double>(position, 0, most));
      const int displacement = tiling * (1 + 2 * i) % tilings_;
      tile = tile * (per_side_ + 1) + (fraction + displacement) / tilings_;
    }
    active[tiling] = tiling * per_tiling_ + tile;
  }
}

}  // namespace gymkhana
