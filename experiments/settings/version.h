// Which Gymkhana this is.
#pragma once

#include <string>

namespace gymkhana {

std::string version();  ///< "0.1.0"
/// The commit this program was built from, "1234567" or "1234567+" when files had been changed; "unknown"
/// outside git.
std::string commit();

}  // namespace gymkhana
