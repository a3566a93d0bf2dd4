#include "experiments/logs/progress_line.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace gymkhana {
namespace {

constexpr std::chrono::milliseconds kOnTerminal{100}, kInLog{10'000};

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

ProgressLine::ProgressLine(std::string title, std::int64_t done, std::int64_t total)
    : title_(std::move(title)),
      first_(done),
      total_(total),
      next_(start_),
      terminal_(::isatty(STDERR_FILENO) == 1) {
  next_ += terminal_ ? kOnTerminal : kInLog;
}

void ProgressLine::show(std::int64_t done, const std::string& status) {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double rate = static_cast<double>(done - first_) / std::max(seconds, 1e-9);
  const std::int64_t percent = 100 * std::min(done, total_) / total_;
  std::string line = title_ + "  " + with_commas(done) + " / " + with_commas(total_) + " steps (" +
                     std::to_string(percent) + " %)  " + rate_text(rate) + " steps/s  ";
  if (rate > 0)
    line += clock_time(static_cast<double>(std::max<std::int64_t>(total_ - done, 0)) / rate) + " left";
  if (!status.empty()) line += "  " + status;
  std::fprintf(stderr, terminal_ ? "\r%s\033[K" : "%s\n", line.c_str());
  std::fflush(stderr);
  visible_ = terminal_;
  next_ = Clock::now() + (terminal_ ? kOnTerminal : kInLog);
}

void ProgressLine::say(const std::string& line) {
  clear();
  std::fprintf(stderr, "%s\n", line.c_str());
}

void ProgressLine::clear() {
  if (!visible_) return;
  std::fputs("\r\033[K", stderr);
  visible_ = false;
}

std::string with_commas(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  }
  return text;
}

}  // namespace gymkhana
