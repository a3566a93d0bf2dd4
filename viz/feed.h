// Where a viewer's weights and curves come from: a run that trains beside it, or the files of one.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "viz/training_curves.h"

namespace gymkhana::viz {

/// An agent's state at some moment of its training.
struct Weights {
  TensorFile tensors;
  std::int64_t steps = 0;
};

/// What the viewer asks, a few times a second.
class Feed {
 public:
  virtual ~Feed() = default;

  /// Weights newer than those returned before; null when there are none.
  virtual std::unique_ptr<Weights> newer_weights() = 0;
  /// Adds to the curves what has been logged since the last call.
  virtual void extend(TrainingCurves& curves) = 0;
  /// What the run does: "training", "finished".
  virtual std::string state() const = 0;
  /// Whether there is nothing left to watch, because someone ended the whole program.
  virtual bool closed() const { return false; }
};

/// Connects a training loop with a viewer on another thread. Training copies its weights only after the
/// viewer has asked, and neither waits for the other longer than it takes to swap a pointer.
class LiveFeed final : public Feed {
 public:
  // For the training thread:
  /// After an update.
  void publish(const Agent& agent, std::int64_t steps);
  /// After the last update, whether the viewer has asked or not.
  void publish_last(const Agent& agent, std::int64_t steps);
  void log(double steps, const TrainingCurves::Row& row);
  void set_state(std::string state);
  bool stop_requested() const { return stop_; }
  void close() { closed_ = true; }

  // For the viewer's:
  std::unique_ptr<Weights> newer_weights() override;
  void extend(TrainingCurves& curves) override;
  std::string state() const override;
  bool closed() const override { return closed_; }
  /// Asks training to end after its present update.
  void request_stop() { stop_ = true; }

 private:
  std::atomic<bool> wanted_ = true, stop_ = false, closed_ = false;
  mutable std::mutex mutex_;  // of all below; held for moments only
  std::unique_ptr<Weights> weights_;
  std::vector<std::pair<double, TrainingCurves::Row>> rows_;
  std::string state_ = "training";
};

}  // namespace gymkhana::viz
