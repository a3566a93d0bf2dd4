// What learning tells about itself.
#pragma once

namespace gymkhana {

/// A number to log, named as Stable-Baselines3 names it: "train/approx_kl".
struct Metric {
  const char* name;
  double value;
};

}  // namespace gymkhana
