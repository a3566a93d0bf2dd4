// What a long run says while it runs: steps, rate and time left.
#pragma once

#include <cstdint>
#include <string>

#include "base/status_line.h"

namespace gymkhana {

class ProgressLine {
 public:
  /// `total` steps are to be done, `done` of them already are.
  ProgressLine(std::string title, std::int64_t done, std::int64_t total)
      : title_(std::move(title)), first_(done), total_(total) {}

  /// Shows the line again if it is time to. `status` makes the words that follow the figures, only when they
  /// are shown.
  template <class Status>
  void update(std::int64_t done, const Status& status) {
    if (line_.due()) show(done, status());
  }
  /// A line that stays: "evaluation at 20,480 steps: ...".
  void say(const std::string& line) { line_.say(line); }
  /// Wipes the live line.
  void clear() { line_.clear(); }

 private:
  void show(std::int64_t done, const std::string& status);

  StatusLine line_;
  std::string title_;
  std::int64_t first_, total_;
};

/// "1,234,567".
std::string with_commas(std::int64_t number);

}  // namespace gymkhana
