// The curves of a training run, as they come in: what a viewer shows of learning.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana::viz {

struct NamedCurve {
  std::string name;           ///< as Stable-Baselines3 names it: "rollout/ep_rew_mean"
  std::vector<Point> points;  ///< x: environment steps
};

class TrainingCurves {
 public:
  using Row = std::vector<std::pair<std::string, double>>;

  /// Adds one logged moment; numbers that are not finite are left out.
  void add(double steps, const Row& row);
  /// The curve of that name; null when nothing was logged under it.
  const NamedCurve* find(const std::string& name) const;
  const std::vector<NamedCurve>& all() const { return curves_; }
  bool empty() const { return curves_.empty(); }

 private:
  std::vector<NamedCurve> curves_;
};

}  // namespace gymkhana::viz
