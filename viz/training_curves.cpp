#include "viz/training_curves.h"

#include <algorithm>
#include <cmath>

namespace gymkhana::viz {

void TrainingCurves::add(double steps, const Row& row) {
  for (const auto& [name, value] : row) {
    if (!std::isfinite(value)) continue;
    const auto same = [&name = name](const NamedCurve& curve) { return curve.name == name; };
    auto curve = std::find_if(curves_.begin(), curves_.end(), same);
    if (curve == curves_.end()) curve = curves_.insert(curve, {name, {}});
    curve->points.push_back({steps, value});
  }
}

const NamedCurve* TrainingCurves::find(const std::string& name) const {
  for (const NamedCurve& curve : curves_) {
    if (curve.name == name) return &curve;
  }
  return nullptr;
}

}  // namespace gymkhana::viz
