#include "envs/core/action.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "envs/core/fields.h"
#include "envs/core/random/rng.h"

namespace gymkhana {
namespace {

const Part action_part(const Space& space) {
  const std::vector<Part> leaves = parts(space);
  if (leaves.size() != 1) throw Error("actions of several parts are not supported: " + to_string(space));
  return leaves.front();
}

// Gymnasium's Box.sample: uniform between two bounds, exponential off one, normal without any.
float sample_box(const Box& box, int i, Rng& rng) {
  const double low = low_of(box, i), high = high_of(box, i);
  if (std::isfinite(low) && std::isfinite(high)) return static_cast<float>(rng.uniform(low, high));
  if (std::isfinite(low)) return static_cast<float>(low + rng.exponential());
  if (std::isfinite(high)) return static_cast<float>(high - rng.exponential());
  return static_cast<float>(rng.standard_normal());
}

}  // namespace

ActionBatch::ActionBatch(const Space& space, int slots) : slots_(slots) {
  const Part part = action_part(space);
  width_ = part.size;
  continuous_ = std::holds_alternative<Box>(space);
  const std::size_t numbers = static_cast<std::size_t>(width_) * slots;
  continuous_ ? values_.resize(numbers) : indices_.resize(numbers);
}

void ActionBatch::set(int slot, const Action& action) {
  if (continuous_) {
    std::copy_n(action.values().begin(), width_, values(slot).begin());
  } else if (width_ == 1) {
    index(slot) = action.index();
  } else {
    std::copy_n(action.indices().begin(), width_, indices(slot).begin());
  }
}

void ActionBatch::copy(int to, const ActionBatch& source, int from, int count) {
  const std::ptrdiff_t numbers = static_cast<std::ptrdiff_t>(count) * width_;
  const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(from) * width_;
  const std::ptrdiff_t target = static_cast<std::ptrdiff_t>(to) * width_;
  if (continuous_) {
    std::copy_n(source.values_.begin() + first, numbers, values_.begin() + target);
  } else {
    std::copy_n(source.indices_.begin() + first, numbers, indices_.begin() + target);
  }
}

void ActionBatch::serialize(Archive& archive) {
  const std::size_t values = values_.size(), indices = indices_.size();
  archive(values_, indices_);
  if (values_.size() != values || indices_.size() != indices) {
    throw Error("saved actions are of another space or number of slots");
  }
}

void sample_action(const Space& space, Rng& rng, ActionBatch& actions, int slot) {
  if (const auto* continuous = std::get_if<Box>(&space)) {
    for (int i = 0; i < actions.width(); ++i) actions.values(slot)[i] = sample_box(*continuous, i, rng);
  } else if (const auto* discrete = std::get_if<Discrete>(&space)) {
    actions.index(slot) =
        static_cast<std::int32_t>(rng.integers(discrete->start, discrete->start + discrete->n));
  } else if (const auto* multi = std::get_if<MultiDiscrete>(&space)) {
    for (int i = 0; i < actions.width(); ++i) {
      actions.indices(slot)[i] = static_cast<std::int32_t>(rng.integers(0, multi->n[i]));
    }
  } else {
    for (std::int32_t& bit : actions.indices(slot)) bit = static_cast<std::int32_t>(rng.integers(0, 2));
  }
}

void check_action(const Space& space, const Action& action) {
  const Part part = action_part(space);
  const bool continuous = std::holds_alternative<Box>(space);
  const std::size_t given =
      continuous ? action.values().size() : std::max<std::size_t>(action.indices().size(), 1);
  if (given != static_cast<std::size_t>(part.size)) {
    throw Error("action has " + std::to_string(given) + " numbers; " + to_string(space) + " takes " +
                std::to_string(part.size));
  }
  for (int i = 0; i < part.size; ++i) {
    const std::int32_t index = action.indices().empty() ? action.index() : action.indices()[i];
    const double value = continuous ? double{action.values()[i]} : double(index);
    if (!std::isfinite(value) || !contains(part, i, value)) {
      throw Error("action " + print(value) + (part.size > 1 ? " (number " + std::to_string(i) + ")" : "") +
                  " is not in " + to_string(space));
    }
  }
}

}  // namespace gymkhana
