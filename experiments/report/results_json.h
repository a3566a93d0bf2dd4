// results.json: everything a bench found, for programs to read.
#pragma once

#include <string>

#include "experiments/report/summary.h"

namespace gymkhana {

/// Estimates are objects {value, low, high}, low and high missing (of curves: empty) where no interval is
/// claimed; "never" is null.
std::string results_json(const BenchSummary& summary);

}  // namespace gymkhana
