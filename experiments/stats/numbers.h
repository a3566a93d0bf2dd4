// Numbers as tables and plots print them.
#pragma once

#include <string>

#include "experiments/stats/bootstrap.h"

namespace gymkhana {

/// Enough decimals to tell scores of the size of `scale` apart: "499.8", "-13.0", "0.740".
std::string score_text(double score, double scale);
/// "499.8 [498.1, 500.0]", with as many decimals as the interval's width takes; without brackets where no
/// interval is claimed.
std::string estimate_text(const Estimate& estimate);
/// "950", "2.5 k", "100 k", "1 M"; "never" for infinity.
std::string steps_text(double steps);
/// "0.52 s", "4.3 s", "187 s"; "never" for infinity.
std::string seconds_text(double seconds);
/// "90 %".
std::string percent_text(double share);
/// A number in at most six significant digits: "475", "0.85".
std::string plain_text(double value);

}  // namespace gymkhana
