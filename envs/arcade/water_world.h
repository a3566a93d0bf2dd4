// WaterWorld: eat apples and keep off poison, among drifting items seen by 30 short-sighted eyes (Karpathy,
// REINFORCEjs, 2015).
//
//   observe   per eye: nearness of wall, apple, poison (1, but sensed distance / 120 for what it sees), and
//             the velocity of the item seen (x, y); then the agent's velocity (x, y): 152 numbers
//   act       a thrust of 1 pixel per tick: 0 left, 1 right, 2 up, 3 down
//   reward    +1 for each apple eaten, -1 for each poison
//   start     50 items anywhere, the agent at (300, 300) at rest, in 700 x 500 pixels
//   ends      never
//
// y points downwards; all lengths are pixels, all speeds pixels per tick. Walls stop the agent and turn items
// back. Up to 50 items: a new one comes now and then, very old ones go.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "envs/core/env.h"

namespace gymkhana {

class WaterWorld final : public Env {
 public:
  static constexpr int eyes = 30;

  WaterWorld();

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override;

 private:
  struct Vec {
    double x = 0, y = 0;
    void serialize(Archive& archive) { archive(x, y); }
  };

  enum class Kind : std::uint8_t { wall, apple, poison };

  struct Item {
    Vec position, velocity;
    Kind kind = Kind::apple;
    int age = 0;  ///< ticks
    void serialize(Archive& archive) { archive(position, velocity, kind, age); }
  };

  /// What an eye sees: the nearest thing on its ray.
  struct Sight {
    double fraction = 2;  ///< along the ray, in (0, 1); more when nothing is seen
    double distance = 0;
    Kind kind = Kind::wall;
    Vec velocity;

    bool empty() const { return fraction > 1; }
    void offer(const Sight& other) {
      if (other.fraction < fraction) *this = other;
    }
  };

  static const std::array<Vec, eyes>& directions();
  static Item new_item(Rng& rng);
  void move_agent(int action);
  double eat_and_drift(Rng& rng);
  std::array<Sight, eyes> look_around() const;
  Sight see_walls(Vec direction) const;
  static Sight see_item(Vec direction, Vec to_item, const Item& item);
  void observe(Observation observation) const;

  Vec position_, velocity_;
  std::vector<Item> items_;
  std::int64_t clock_ = 0;
};

}  // namespace gymkhana
