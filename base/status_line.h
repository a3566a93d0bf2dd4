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

/// The text's first letters (of UTF-8), as many as fit into `width` columns.
std::string cut_to(const std::string& text, std::size_t width);

/// "0:07", "12:34", "1:02:03".
std::string clock_time(double seconds);

}  // namespace gymkhana
