// JSON text as Python writes it: numbers that read back exactly, in the fewest digits.
#pragma once

#include <string>
#include <string_view>

namespace gymkhana {

/// Python's repr: "0.1", "1.0", "1e-05", "1e+16"; NaN and Infinity as Python's json module names them.
std::string json_number(double value);

/// In double quotes, with what JSON wants escaped; other bytes pass through.
std::string json_string(std::string_view text);

}  // namespace gymkhana
