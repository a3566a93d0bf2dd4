#include "base/status_line.h"

#include <cstdint>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace gymkhana {
namespace {

// A log gets its first line within the second in which one begins to wonder.
constexpr std::chrono::milliseconds kOnTerminal{100}, kInLog{10'000}, kFirst{900};

// What is wider than the terminal goes on in its next row, where it cannot be written over.
std::string fitting(const std::string& text) {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? cut_to(text, size.ws_col - 1U) : text;
}

}  // namespace

StatusLine::StatusLine()
    : next_(start_ + (::isatty(STDERR_FILENO) == 1 ? kOnTerminal : kFirst)),
      terminal_(::isatty(STDERR_FILENO) == 1) {}

void StatusLine::show(const std::string& text) {
  if (terminal_) {
    std::fprintf(stderr, "\r%s\033[K", fitting(text).c_str());
  } else {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
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

std::string cut_to(const std::string& text, std::size_t width) {
  const auto begins_letter = [](char byte) { return (byte & 0xC0) != 0x80; };
  std::size_t letters = 0, end = 0;
  for (; end < text.size(); ++end) {
    letters += begins_letter(text[end]);
    if (letters > width) break;
  }
  return text.substr(0, end);
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
