// Our own font, made of strokes: it needs no font file, and is crisp at every size.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// The width of `words`, in the units of `height`, which is that of capital letters.
double text_width(double height, std::string_view words);

/// `words` broken between words into lines of at most `width`, longer words excepted.
std::vector<std::string> text_lines(double height, std::string_view words, double width);

/// Width of the strokes of letters of this height.
double text_stroke_width(double height);

/// Hands out each stroke of `words` as a polyline, y upwards, its middle line, for capitals whose middle
/// lines are `height` apart; (0, 0) is the lower left corner of the first letter. Bytes that are not
/// printable ASCII look like "?". `snap`: to whole units, for letters of few pixels.
void for_each_stroke(double height, std::string_view words, bool snap,
                     const std::function<void(std::span<const Point>)>& draw);

}  // namespace gymkhana
