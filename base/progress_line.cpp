#include "base/progress_line.h"

#include <algorithm>
#include <cstdio>

namespace gymkhana {
namespace {

std::string rate_text(double steps_per_second) {
  char text[32];
  if (steps_per_second >= 1e6) {
    std::snprintf(text, sizeof text, "%.1fM", steps_per_second / 1e6);
  } else if (steps_per_second >= 1e4) {
    std::snprintf(text, sizeof text, "%.0fk", steps_per_second / 1e3);
  } else {
    std::snprintf(text, sizeof text, "%.0f", steps_per_second);
  }
  return text;
}

}  // namespace

void ProgressLine::show(std::int64_t done, const std::string& status) {
  const double rate = static_cast<double>(done - first_) / std::max(line_.seconds(), 1e-9);
  const std::int64_t percent = 100 * std::min(done, total_) / total_;
  std::string line = title_ + "  " + with_commas(done) + " / " + with_commas(total_) + " steps (" +
                     std::to_string(percent) + " %)  " + rate_text(rate) + " steps/s  ";
  if (rate > 0)
    line += clock_time(static_cast<double>(std::max<std::int64_t>(total_ - done, 0)) / rate) + " left";
  if (!status.empty()) line += "  " + status;
  line_.show(line);
}

std::string with_commas(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

}  // namespace gymkhana
