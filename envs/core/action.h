// Actions: one for an environment to take, or a batch of them, one per slot.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/archive.h"
#include "envs/core/space.h"

namespace gymkhana {

/// What an agent does in one step: an index (Discrete), several (MultiDiscrete), or float32 values (Box). A
/// view.
class Action {
 public:
  Action() = default;
  Action(std::int32_t index) : index_(index) {}
  Action(std::span<const float> values) : values_(values) {}
  Action(std::span<const std::int32_t> indices) : index_(indices[0]), indices_(indices) {}

  std::int32_t index() const { return index_; }
  std::span<const std::int32_t> indices() const { return indices_; }
  std::span<const float> values() const { return values_; }

 private:
  std::int32_t index_ = 0;
  std::span<const float> values_;
  std::span<const std::int32_t> indices_;
};

/// Owns one action per slot, one column each.
class ActionBatch {
 public:
  ActionBatch() = default;
  ActionBatch(const Space& space, int slots);

  int slots() const { return slots_; }
  int width() const { return width_; }             ///< numbers per action
  bool continuous() const { return continuous_; }  ///< a Box: values; otherwise indices

  Action operator[](int slot) const {
    const std::size_t first = static_cast<std::size_t>(slot) * width_;
    if (continuous_) return Action(std::span(values_).subspan(first, width_));
    if (width_ == 1) return Action(indices_[first]);
    return Action(std::span(indices_).subspan(first, width_));
  }

  std::span<float> values(int slot) {
    return std::span(values_).subspan(static_cast<std::size_t>(slot) * width_, width_);
  }
  std::span<std::int32_t> indices(int slot) {
    return std::span(indices_).subspan(static_cast<std::size_t>(slot) * width_, width_);
  }
  std::int32_t& index(int slot) { return indices_[static_cast<std::size_t>(slot) * width_]; }
  float* data() { return values_.data(); }
  const float* data() const { return values_.data(); }
  const std::int32_t* index_data() const { return indices_.data(); }

  /// Keeps `action`, which must be of the batch's space.
  void set(int slot, const Action& action);
  /// Copies `count` neighbouring actions from `source`, which must be of the same space.
  void copy(int to, const ActionBatch& source, int from, int count = 1);

  void serialize(Archive& archive);

 private:
  std::vector<float> values_;
  std::vector<std::int32_t> indices_;
  int slots_ = 0;
  int width_ = 1;
  bool continuous_ = false;
};

/// A uniformly random action, written to `slot`: an unbounded Box draws standard normals, as in Gymnasium.
void sample_action(const Space& space, Rng& rng, ActionBatch& actions, int slot);

/// Throws Error that names the first number of the action that the space does not allow.
void check_action(const Space& space, const Action& action);

}  // namespace gymkhana
