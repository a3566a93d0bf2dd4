// Taxi: fetch a passenger at one of four stands and set them down at another (Dietterich, 2000).
//
//   observe   ((row * 5 + column) * 5 + passenger) * 4 + destination; passenger 0-3 waits at a stand, 4 rides
//   act       0 south, 1 north, 2 east, 3 west, 4 pick up, 5 drop off
//   reward    -1 per step, +20 for the delivery, -10 for picking up or dropping off where it is no use
//   rainy     moves go astray sideways; fickle: the passenger may change the destination after the first move
//   ends      with the delivery; truncated after 200 steps
//
// Rules, id, action mask and random draws as in Gymnasium's Taxi-v4.
#pragma once

#include <algorithm>
#include <compare>

#include "envs/core/fields.h"
#include "envs/core/shown/places.h"
#include "envs/core/table_walk.h"

namespace gymkhana {

class Taxi final : public Env, public Places {
 public:
  struct Options {
    bool is_rainy = false;
    double rainy_probability = 0.8;
    bool fickle_passenger = false;
    double fickle_probability = 0.3;

    auto operator<=>(const Options&) const = default;
  };
  static Fields fields(Options& options);

  explicit Taxi(const Options& options);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const int before = walk_.state();
    const Step step = walk_.step(action.index(), rng);
    if (change_pending_) change_destination(before, rng);
    observation.write_index(walk_.state());
    return step;
  }
  void draw(Canvas& canvas) const override;
  /// The taxi's places for the present passenger and destination.
  std::optional<Point> place_of(int state) const override;
  void serialize(Archive& archive) override { archive(walk_, change_pending_); }
  void info(std::span<float> values) const override { values[0] = static_cast<float>(walk_.probability()); }
  void action_mask(std::span<std::uint8_t> mask) const override {
    std::ranges::copy(walk_.table().mask(walk_.state()), mask.begin());
  }
  /// Null with a fickle passenger, whose change of mind depends on what came before.
  const TransitionTable* transitions() const override {
    return options_.fickle_passenger ? nullptr : &walk_.table();
  }

 private:
  void change_destination(int before, Rng& rng);

  Options options_;
  TableWalk walk_;
  bool change_pending_ =
      false;  // a fickle passenger will change the destination on the first move of the ride
};

}  // namespace gymkhana
