// The time, in seconds.
#pragma once

namespace gymkhana {

/// Since some moment: for durations, which no change of the clock disturbs.
double steady_seconds();

/// Since 1970.
double unix_time();

}  // namespace gymkhana
