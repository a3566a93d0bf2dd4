#include "viz/feed.h"

#include <utility>

namespace gymkhana::viz {

void LiveFeed::publish(const Agent& agent, std::int64_t steps) {
  if (wanted_.exchange(false)) publish_last(agent, steps);
}

void LiveFeed::publish_last(const Agent& agent, std::int64_t steps) {
  auto weights = std::make_unique<Weights>();
  agent.save(weights->tensors);
  weights->steps = steps;
  const std::lock_guard lock(mutex_);
  weights_ = std::move(weights);
}

void LiveFeed::log(double steps, const TrainingCurves::Row& row) {
  const std::lock_guard lock(mutex_);
  rows_.emplace_back(steps, row);
}

void LiveFeed::set_state(std::string state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

std::unique_ptr<Weights> LiveFeed::newer_weights() {
  const std::lock_guard lock(mutex_);
  wanted_ = true;
  return std::move(weights_);
}

void LiveFeed::extend(TrainingCurves& curves) {
  decltype(rows_) rows;
  {
    const std::lock_guard lock(mutex_);
    rows.swap(rows_);
  }
  for (const auto& [steps, row] : rows) curves.add(steps, row);
}

std::string LiveFeed::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace gymkhana::viz
