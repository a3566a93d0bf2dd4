#include "experiments/logs/status_line.h"

#include <cstdint>
#include <cstdio>
#include <unistd.h>

namespace gymkhana {
namespace {

constexpr std::chrono::milliseconds kOnTerminal{100}, kInLog{10'000};

}  // namespace

StatusLine::StatusLine()
    : next_(start_ + (::isatty(STDERR_FILENO) == 1 ? kOnTerminal : kInLog)),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

void StatusLine::show(const std::string& text) {
  std::fprintf(stderr, terminal_ ? "\r%s\033[K" : "%s\n", text.c_str());
  std::fflush(stderr);
  visible_ = terminal_;
  next_ = Clock::now() + (terminal_ ? kOnTerminal : kInLog);
}

void StatusLine::say(const std::string& line) {
  clear();
  std::fprintf(stderr, "%s\n", line.c_str());
}

void StatusLine::clear() {
  if (!visible_) return;
  std::fputs("\r\033[K", stderr);
  visible_ = false;
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
