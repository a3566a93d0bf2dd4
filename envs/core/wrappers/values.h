// Reading what stands after the "=" of a wrapper, and checking the spaces that wrappers ask for. Errors give
// the reason only; wrap() adds which wrapper and value.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "base/error.h"
#include "envs/core/fields.h"
#include "envs/core/space.h"

namespace gymkhana::wrapper_values {

/// The words between commas, without spaces around them.
std::vector<std::string> split(const std::string& text);

/// A number in `range`.
template <class T>
T number(const std::string& text, const Range& range = {}) {
  T value{};
  parse(text, value);
  check_range(static_cast<double>(value), range);
  return value;
}

/// For wrappers that are only on or off: "true" or "false".
inline bool is_on(const std::string& text) {
  bool on = false;
  parse(text, on);
  return on;
}

/// `space` as a Box of floats; `what` ("actions", "observations") names it in the Error.
const Box& float_box(const Space& space, const std::string& what);

/// Whether all bounds of a Box are finite.
bool is_bounded(const Box& box);

/// How many numbers a Box has.
int count(const Box& box);

}  // namespace gymkhana::wrapper_values
