#include "envs/core/env.h"

#include <algorithm>

namespace gymkhana {

void Env::draw(Canvas&) const {}
void Env::info(std::span<float> values) const {
  std::fill(values.begin(), values.end(), 0.f);
}
void Env::action_mask(std::span<std::uint8_t> mask) const {
  std::fill(mask.begin(), mask.end(), std::uint8_t{1});
}

}  // namespace gymkhana
