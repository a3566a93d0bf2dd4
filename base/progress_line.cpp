#include "base/progress_line.h"

#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <system_error>

#include "base/text.h"

namespace gymkhana {
namespace {

constexpr std::chrono::milliseconds kLook{100};

std::string rate_text(double per_second) {
  if (per_second >= 1e6) return fmt::format("{:.1f}M", per_second / 1e6);
  if (per_second >= 1e4) return fmt::format("{:.0f}k", per_second / 1e3);
  return fmt::format("{:.0f}", per_second);
}

}  // namespace

ProgressLine::ProgressLine(std::string title, std::string unit, std::int64_t done, std::int64_t total)
    : title_(std::move(title)), unit_(std::move(unit)), first_(done), total_(total), done_(done) {
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // Without a thread to spare the work goes on without a live line.
  }
}

ProgressLine::~ProgressLine() {
  close();
}

void ProgressLine::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    line_.clear();
  }
  closing_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ProgressLine::run() {
  std::unique_lock lock(mutex_);
  while (!closing_.wait_for(lock, kLook, [this] { return closed_; })) {
    if (line_.due()) line_.show(text());
    wants_status_ = true;
  }
}

void ProgressLine::set_status(std::string status) {
  const std::lock_guard lock(mutex_);
  status_ = std::move(status);
  wants_status_ = false;
}

std::atomic<std::int64_t>& ProgressLine::begin_phase(const std::string& name, const std::string& unit,
                                                     std::int64_t total) {
  const std::lock_guard lock(mutex_);
  phase_ = name;
  phase_unit_ = unit;
  phase_total_ = total;
  phase_done_ = 0;
  return phase_done_;
}

void ProgressLine::end_phase() {
  const std::lock_guard lock(mutex_);
  phase_.clear();
}

void ProgressLine::say(const std::string& line) {
  const std::lock_guard lock(mutex_);
  line_.say(line);
}

std::string ProgressLine::text() const {
  const std::int64_t done = done_, percent = 100 * std::min(done, total_) / std::max<std::int64_t>(total_, 1);
  const double rate = static_cast<double>(done - first_) / std::max(line_.seconds(), 1e-9);
  std::string text = fmt::format("{}  {} / {} {} ({} %)  {} {}/s", title_, with_commas(done),
                                 with_commas(total_), unit_, percent, rate_text(rate), unit_);
  const double left = static_cast<double>(std::max<std::int64_t>(total_ - done, 0));
  if (rate > 0) text += fmt::format("  {} left", clock_time(left / rate));
  if (!status_.empty()) text += "  " + status_;
  if (!phase_.empty())
    text += fmt::format("  {}: {} / {} {}", phase_, with_commas(phase_done_), with_commas(phase_total_),
                        phase_unit_);
  return text;
}

}  // namespace gymkhana
