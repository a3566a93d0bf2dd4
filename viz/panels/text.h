// Words on panels: sizes that all of them keep to, and numbers in few letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana::viz {

inline constexpr double kTitle = 13;  ///< points, height of capitals
inline constexpr double kLabel = 9;   ///< points
inline constexpr double kGap = 12;    ///< points between things

/// In at most six letters: "0.013", "-3.5", "498", "12.5k", "1.2M", "-".
std::string short_number(double value);
/// As short_number, or with as many digits as tell different numbers from each other, if four behind the
/// point do.
std::vector<std::string> numbers_apart(const std::vector<double>& values);

/// How wide small words are at most: on screens of one pixel per point letters stand on whole pixels.
double shown_width(double height, std::string_view words);
/// `words`, or as many of them as fit in `width`, ending in "..".
std::string fitted(std::string_view words, double height, double width);
/// Ends at `right` instead of beginning there.
void text_to(Canvas& canvas, Point right, double height, std::string_view words, Color color);

}  // namespace gymkhana::viz
