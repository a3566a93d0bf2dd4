// From what a policy chose to what an environment can take: values cut to the bounds of the Box.
#pragma once

#include <vector>

#include "envs/core/action.h"

namespace gymkhana {

/// Gaussian policies reach beyond any bound. They learn from the action that they chose; the environment gets
/// the nearest one that it knows. Indices, and Boxes without bounds, pass unchanged.
class ActionBounds {
 public:
  explicit ActionBounds(const Space& space);

  /// Whether clip() can change anything.
  bool bounded() const { return !low_.empty(); }
  /// Writes `count` actions of `chosen` from `first` on to out[0], out[1], ..., cut to the bounds.
  void clip(const ActionBatch& chosen, int first, int count, ActionBatch& out) const;

 private:
  std::vector<float> low_, high_;  // per number of an action; empty when there is nothing to cut
};

}  // namespace gymkhana
