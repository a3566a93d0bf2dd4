// Errors that speak to the user: the thing, the place, the fix.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gymkhana {

/// A mistake that the user can fix. The program prints what() as one line and exits with status 2.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The shortest of `words` that begins with `word`, else the one with the smallest edit distance to it; empty
/// when none is similar.
std::string nearest(std::string_view word, const std::vector<std::string>& words);

/// `unknown KIND "word"; did you mean "nearest"?`, or the list of all words when none is near.
Error unknown_word(std::string_view kind, std::string_view word, const std::vector<std::string>& words);

}  // namespace gymkhana
