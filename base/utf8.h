// Text that any reader of JSON, HTML or SVG accepts.
#pragma once

#include <string>

namespace gymkhana {

/// The text with U+FFFD for each byte that is not UTF-8, and for control characters other than tabs and ends
/// of lines.
std::string printable(const std::string& text);

}  // namespace gymkhana
