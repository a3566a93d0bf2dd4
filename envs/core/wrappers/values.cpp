#include "envs/core/wrappers/values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace gymkhana::wrapper_values {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::size_t first = std::min(text.find_first_not_of(' ', begin), comma);
    std::string word = text.substr(first, comma - first);
    word.erase(word.find_last_not_of(' ') + 1);
    words.push_back(std::move(word));
    begin = comma + 1;
  }
  return words;
}

const Box& float_box(const Space& space, const std::string& what) {
  const auto* box = std::get_if<Box>(&space);
  if (box == nullptr || box->dtype != DType::float32) {
    throw Error("needs " + what + " in a float32 Box, not in " + to_string(space));
  }
  return *box;
}

bool is_bounded(const Box& box) {
  const auto finite = [](float bound) { return std::isfinite(bound); };
  return std::all_of(box.low.begin(), box.low.end(), finite) &&
         std::all_of(box.high.begin(), box.high.end(), finite);
}

int count(const Box& box) {
  return std::accumulate(box.shape.begin(), box.shape.end(), 1, std::multiplies<>());
}

}  // namespace gymkhana::wrapper_values
