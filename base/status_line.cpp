#include "base/status_line.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

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

}  // namespace gymkhana
