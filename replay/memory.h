// What this machine can hold, so that what is too large is refused before it starts.
#pragma once

#include <string>

namespace gymkhana {

double physical_memory();             ///< [bytes], of the machine or, in a container, what that may take
std::string gibibytes(double bytes);  ///< "1.5 GiB"

}  // namespace gymkhana
