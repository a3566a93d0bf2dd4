// What long work says while it runs: how much is done, the rate and the time left.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "base/status_line.h"

namespace gymkhana {

/// Shows itself from a thread of its own, so that a line appears within the first second and goes on also
/// while the work sits in one long call. Threads of the work count in done().
class ProgressLine {
 public:
  /// `total` of `unit` ("steps", "episodes") are to be done, `done` of them already are.
  ProgressLine(std::string title, std::string unit, std::int64_t done, std::int64_t total);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// How much is done: whoever does it adds to this, on any thread.
  std::atomic<std::int64_t>& done() { return done_; }
  /// Whether new words would be shown soon; to make none that nobody reads.
  bool wants_status() const { return wants_status_; }
  /// The words that follow the figures.
  void set_status(std::string status);

  /// A part of the work that does not count in done(): "evaluating" 100 "episodes". Returns its own counter.
  std::atomic<std::int64_t>& begin_phase(const std::string& name, const std::string& unit,
                                         std::int64_t total);
  void end_phase();

  /// A line that stays: "evaluation at 20,480 steps: ...".
  void say(const std::string& line);
  /// Ends the live line and wipes it.
  void close();

 private:
  void run();
  std::string text() const;

  const std::string title_, unit_;
  const std::int64_t first_, total_;
  std::atomic<std::int64_t> done_, phase_done_ = 0;
  std::atomic<bool> wants_status_ = true;

  std::mutex mutex_;  // of all below
  std::condition_variable closing_;
  bool closed_ = false;
  StatusLine line_;
  std::string status_, phase_, phase_unit_;
  std::int64_t phase_total_ = 0;

  std::thread thread_;  // the last member: it uses all others
};

}  // namespace gymkhana
