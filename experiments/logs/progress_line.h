// What a long run says while it runs: one live line on a terminal, a plain line now and then in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gymkhana {

class ProgressLine {
 public:
  /// `total` steps are to be done, `done` of them already are. Writes to stderr, so that stdout holds results
  /// only.
  ProgressLine(std::string title, std::int64_t done, std::int64_t total);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Shows the line again if it is time to: ten times a second on a terminal, else every ten seconds.
  /// `status` makes the words that follow the figures, only when they are shown.
  template <class Status>
  void update(std::int64_t done, const Status& status) {
    if (due()) show(done, status());
  }
  /// A line that stays: "evaluation at 20,480 steps: ...".
  void say(const std::string& line);
  /// Wipes the live line.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool due() const { return Clock::now() >= next_; }
  void show(std::int64_t done, const std::string& status);

  std::string title_;
  std::int64_t first_, total_;
  Clock::time_point start_ = Clock::now(), next_;
  bool terminal_;
  bool visible_ = false;
};

/// "1,234,567".
std::string with_commas(std::int64_t number);
/// "0:07", "12:34", "1:02:03".
std::string clock_time(double seconds);

}  // namespace gymkhana
