// One live line on a terminal, a plain line now and then in a log.
#pragma once

#include <chrono>
#include <string>

namespace gymkhana {

/// Writes to stderr, so that stdout holds results only.
class StatusLine {
 public:
  StatusLine();
  ~StatusLine() { clear(); }
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  /// Whether it is time to show it again: ten times a second on a terminal, else every ten seconds.
  bool due() const { return Clock::now() >= next_; }
  void show(const std::string& text);
  /// A line that stays.
  void say(const std::string& line);
  /// Wipes the live line.
  void clear();
  /// Since the line was made.
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point start_ = Clock::now(), next_;
  bool terminal_;
  bool visible_ = false;
};

}  // namespace gymkhana
