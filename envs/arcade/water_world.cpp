#include "envs/arcade/water_world.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana {
namespace {

constexpr double kWidth = 700, kHeight = 500;
constexpr double kRadius = 10;  // of items and agent
constexpr double kRange = 120;  // of an eye
constexpr int kItems = 50;
constexpr double kDamping = 0.95;
constexpr int kOld = 5000;  // ticks
constexpr int kPerEye = 5;
constexpr double kReach = kRange + 2 * kRadius + kRadius;  // no eye sees an item beyond

EnvSpec describe() {
  std::vector<float> low, high;
  for (int eye = 0; eye < WaterWorld::eyes; ++eye) {
    low.insert(low.end(), {0, 0, 0, -2.5f, -2.5f});
    high.insert(high.end(), {2, 2, 2, 2.5f, 2.5f});
  }
  low.insert(low.end(), {-20, -20});  // thrust 1, damping 0.95: never faster than 19
  high.insert(high.end(), {20, 20});
  return {.observation = box(low, high),
          .action = Discrete{4},
          .render_fps = 50,
          .action_names = {"left", "right", "up", "down"},
          .keys = {{"left", {0}}, {"right", {1}}, {"up", {2}}, {"down", {3}}}};
}

double length(double x, double y) {
  return std::sqrt(x * x + y * y);
}

/// Turns an item back at a wall one pixel inside the border.
void turn_back(double& position, double& velocity, double size) {
  if (position >= 1 && position <= size - 1) return;
  position = position < 1 ? 1 : size - 1;
  velocity = -velocity;
}

}  // namespace

/// Eye 0 looks along +y; the last one stops short of a full turn.
const std::array<WaterWorld::Vec, WaterWorld::eyes>& WaterWorld::directions() {
  static const auto table = [] {
    std::array<Vec, eyes> directions;
    for (int eye = 0; eye < eyes; ++eye) directions[eye] = {std::sin(0.21 * eye), std::cos(0.21 * eye)};
    return directions;
  }();
  return table;
}

WaterWorld::WaterWorld() : Env(describe()) {
  items_.reserve(kItems);
}

WaterWorld::Item WaterWorld::new_item(Rng& rng) {
  Item item;
  item.position.x = 20 + rng.random() * (kWidth - 40);
  item.position.y = 20 + rng.random() * (kHeight - 40);
  item.kind = static_cast<Kind>(1 + static_cast<int>(2 * rng.random()));
  item.velocity.x = rng.random() * 5 - 2.5;
  item.velocity.y = rng.random() * 5 - 2.5;
  return item;
}

void WaterWorld::reset(Rng& rng, Observation observation) {
  position_ = {300, 300};
  velocity_ = {};
  clock_ = 0;
  items_.clear();
  for (int i = 0; i < kItems; ++i) items_.push_back(new_item(rng));
  observe(observation);
}

Step WaterWorld::step(const Action& action, Rng& rng, Observation observation) {
  ++clock_;
  move_agent(action.index());
  const double reward = eat_and_drift(rng);
  if (items_.size() < kItems && clock_ % 10 == 0 && rng.random() < 0.25) items_.push_back(new_item(rng));
  observe(observation);
  return {.reward = reward};
}

/// Touching any wall stops both parts of the velocity.
void WaterWorld::move_agent(int action) {
  velocity_.x += (action == 1) - (action == 0);
  velocity_.y += (action == 3) - (action == 2);
  velocity_.x *= kDamping;
  velocity_.y *= kDamping;
  position_.x += velocity_.x;
  position_.y += velocity_.y;
  const Vec inside = {std::clamp(position_.x, 1.0, kWidth - 1), std::clamp(position_.y, 1.0, kHeight - 1)};
  if (inside.x == position_.x && inside.y == position_.y) return;
  position_ = inside;
  velocity_ = {};
}

/// An item that is eaten still moves; the others keep their order.
double WaterWorld::eat_and_drift(Rng& rng) {
  double reward = 0;
  const auto goes = [&](Item& item) {
    ++item.age;
    const bool eaten = length(position_.x - item.position.x, position_.y - item.position.y) < 2 * kRadius;
    if (eaten) reward += item.kind == Kind::apple ? 1 : -1;
    item.position.x += item.velocity.x;
    item.position.y += item.velocity.y;
    turn_back(item.position.x, item.velocity.x, kWidth);
    turn_back(item.position.y, item.velocity.y, kHeight);
    const bool dies = item.age > kOld && clock_ % 100 == 0 && rng.random() < 0.1;
    return eaten || dies;
  };
  std::size_t kept = 0;
  for (Item& item : items_) {
    if (!goes(item)) items_[kept++] = item;
  }
  items_.resize(kept);
  return reward;
}

/// The four sides of the rectangle: hit where both the ray and the side are properly crossed. A parallel ray
/// divides by zero, and an infinite fraction is no hit.
WaterWorld::Sight WaterWorld::see_walls(Vec direction) const {
  Sight sight;
  const auto cross = [&](double fraction, double along, double length) {
    if (fraction > 0 && fraction < 1 && along > 0 && along < length) {
      sight.offer({.fraction = fraction, .distance = fraction * kRange});
    }
  };
  const Vec ray = {direction.x * kRange, direction.y * kRange};
  for (const double wall : {0.0, kHeight}) {
    const double fraction = (wall - position_.y) / ray.y;
    cross(fraction, position_.x + fraction * ray.x, kWidth);
  }
  for (const double wall : {0.0, kWidth}) {
    const double fraction = (wall - position_.x) / ray.x;
    cross(fraction, position_.y + fraction * ray.y, kHeight);
  }
  return sight;
}

/// The original reports the item's centre moved by its distance from the ray, always to the same side: the
/// foot of the perpendicular on one side, a point twice as far off on the other.
WaterWorld::Sight WaterWorld::see_item(Vec direction, Vec to_item, const Item& item) {
  const Vec normal = {direction.y, -direction.x};
  const double aside = to_item.x * normal.x + to_item.y * normal.y;
  if (std::abs(aside) > kRadius) return {};
  const Vec point = {to_item.x + std::abs(aside) * normal.x, to_item.y + std::abs(aside) * normal.y};
  const double fraction = std::abs(direction.x) > std::abs(direction.y) ? point.x / (kRange * direction.x)
                                                                        : point.y / (kRange * direction.y);
  if (fraction <= 0 || fraction >= 1) return {};
  return {.fraction = fraction,
          .distance = length(point.x, point.y),
          .kind = item.kind,
          .velocity = item.velocity};
}

std::array<WaterWorld::Sight, WaterWorld::eyes> WaterWorld::look_around() const {
  struct Near {
    const Item* item;
    Vec from_agent;
  };
  std::array<Near, kItems> near;
  int count = 0;
  for (const Item& item : items_) {
    const Vec place = {item.position.x - position_.x, item.position.y - position_.y};
    if (place.x * place.x + place.y * place.y < kReach * kReach) near[count++] = {&item, place};
  }
  std::array<Sight, eyes> sights;
  for (int eye = 0; eye < eyes; ++eye) {
    const Vec direction = directions()[eye];
    sights[eye] = see_walls(direction);
    for (int i = 0; i < count; ++i) sights[eye].offer(see_item(direction, near[i].from_agent, *near[i].item));
  }
  return sights;
}

void WaterWorld::observe(Observation observation) const {
  if (observation.empty()) return;
  float* out = observation.floats().data();
  for (const Sight& sight : look_around()) {
    std::fill_n(out, 3, 1.0f);
    if (!sight.empty()) out[static_cast<int>(sight.kind)] = static_cast<float>(sight.distance / kRange);
    out[3] = static_cast<float>(sight.velocity.x);
    out[4] = static_cast<float>(sight.velocity.y);
    out += kPerEye;
  }
  out[0] = static_cast<float>(velocity_.x);
  out[1] = static_cast<float>(velocity_.y);
}

/// Each eye's ray ends at what it sees.
void WaterWorld::draw(Canvas& canvas) const {
  const auto seen = [](Vec place) { return Point{place.x, kHeight - place.y}; };
  canvas.camera({0, 0}, {kWidth, kHeight});
  canvas.clear(palette::paper);
  const std::array<Sight, eyes> sights = look_around();
  for (int eye = 0; eye < eyes; ++eye) {
    const double length = sights[eye].empty() ? kRange : sights[eye].distance;
    const Vec direction = directions()[eye];
    const Vec end = {position_.x + length * direction.x, position_.y + length * direction.y};
    canvas.line(seen(position_), seen(end), 1, palette::mist);
  }
  for (const Item& item : items_) {
    canvas.circle(seen(item.position), kRadius, item.kind == Kind::apple ? palette::red : palette::green);
  }
  canvas.circle(seen(position_), kRadius, palette::slate);
}

void WaterWorld::serialize(Archive& archive) {
  archive(position_, velocity_, items_, clock_);
  if (items_.size() > kItems) throw Error("saved state is damaged: WaterWorld has at most 50 items");
}

}  // namespace gymkhana
