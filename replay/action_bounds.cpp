#include "replay/action_bounds.h"

#include <algorithm>
#include <cmath>

namespace gymkhana {

ActionBounds::ActionBounds(const Space& space) {
  const auto* box = std::get_if<Box>(&space);
  if (box == nullptr) return;
  const int width = parts(space).front().size;
  bool finite = false;
  for (int i = 0; i < width; ++i) {
    low_.push_back(low_of(*box, i));
    high_.push_back(high_of(*box, i));
    finite |= std::isfinite(low_[i]) || std::isfinite(high_[i]);
  }
  if (!finite) low_.clear();
}

void ActionBounds::clip(const ActionBatch& chosen, int first, int count, ActionBatch& out) const {
  out.copy(0, chosen, first, count);
  if (!bounded()) return;
  const int width = out.width();
  float* values = out.data();
  for (int k = 0; k < count * width; ++k) {
    values[k] = std::clamp(values[k], low_[k % width], high_[k % width]);
  }
}

}  // namespace gymkhana
