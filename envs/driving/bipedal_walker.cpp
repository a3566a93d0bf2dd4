#include "envs/driving/bipedal_walker.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <box2d/box2d.h>

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"
#include "envs/driving/bodies.h"
#include "envs/driving/walker_terrain.h"

namespace gymkhana {
namespace {

constexpr double kScale = 30;  // Gymnasium's pixels per unit
constexpr double kFps = 50;
constexpr double kTorque = 80, kHipSpeed = 4, kKneeSpeed = 6;
constexpr double kWidth = 600 / kScale, kHeight = 400 / kScale;  // of the window
constexpr double kLegDown = -8 / kScale, kLegWidth = 8 / kScale, kLegHeight = 34 / kScale;
constexpr double kLowerLegWidth = 0.8 * kLegWidth;
constexpr int kRays = 10;
constexpr double kRange = 160 / kScale;  // of the lidar
constexpr Matter kEarth = {.friction = 2.5};

constexpr Point scaled(double x, double y) {
  return {x / kScale, y / kScale};
}
constexpr std::array<Point, 5> kHull = {scaled(-30, 9), scaled(6, 9), scaled(34, 1), scaled(34, -8),
                                        scaled(-30, -8)};

Quad box_corners(double width) {
  const double x = width / 2, y = kLegHeight / 2;
  return {{{-x, -y}, {x, -y}, {x, y}, {-x, y}}};
}

// How far along a ray the ground is: 0 .. 1.
class GroundRay final : public b2RayCastCallback {
 public:
  float ReportFixture(b2Fixture* fixture, const b2Vec2&, const b2Vec2&, float fraction) override {
    if ((fixture->GetFilterData().categoryBits & 1) == 0) return -1;  // looks through the walker itself
    return fraction_ = fraction;
  }
  float fraction() const { return fraction_; }

 private:
  float fraction_ = 1;
};

}  // namespace

// The ground and the walker; hears what touches what. Limbs: upper and lower part of one leg, then of the
// other; hinge i holds limb i.
struct BipedalWalker::Walk final : b2ContactListener {
  Walk(Rng& rng, bool hardcore)
      : terrain(draw_terrain(rng, hardcore)), clouds(draw_clouds(rng)), world({0, -10}) {
    world.SetContactListener(this);
    b2Body* ground = add_ground(world);
    for (const Quad& block : terrain.blocks) add_polygon(*ground, block, kEarth);
    for (std::size_t i = 0; i + 1 < terrain.surface.size(); ++i) {
      add_edge(*ground, terrain.surface[i], terrain.surface[i + 1], kEarth);
    }
    constexpr Point kStart = {kTerrainStep * kStartPad / 2, kTerrainHeight + 2 * kLegHeight};
    hull = add_body(world, {kStart, 0});
    add_polygon(*hull, kHull, {.density = 5, .friction = 0.1, .category = 0x20, .mask = 1});
    hull->ApplyForceToCenter({static_cast<float>(rng.uniform(-5, 5)), 0}, true);
    for (const int leg : {0, 1}) add_leg(leg, kStart);
  }

  void add_leg(int leg, Point start) {
    const int side = leg == 0 ? -1 : 1;
    const Matter matter = {.density = 1, .category = 0x20, .mask = 1};
    b2Body* upper = add_body(world, {{start.x, start.y - kLegHeight / 2 - kLegDown}, side * 0.05});
    add_box(*upper, kLegWidth / 2, kLegHeight / 2, matter);
    hinges[2 * leg] = add_hinge(world, *hull, *upper,
                                {.first = {0, kLegDown},
                                 .second = {0, kLegHeight / 2},
                                 .lower = -0.8,
                                 .upper = 1.1,
                                 .torque = kTorque,
                                 .speed = double(side)});
    b2Body* lower = add_body(world, {{start.x, start.y - kLegHeight * 3 / 2 - kLegDown}, side * 0.05});
    add_box(*lower, kLowerLegWidth / 2, kLegHeight / 2, matter);
    hinges[2 * leg + 1] = add_hinge(world, *upper, *lower,
                                    {.first = {0, -kLegHeight / 2},
                                     .second = {0, kLegHeight / 2},
                                     .lower = -1.6,
                                     .upper = -0.1,
                                     .torque = kTorque,
                                     .speed = 1});
    limbs[2 * leg] = upper;
    limbs[2 * leg + 1] = lower;
  }

  void BeginContact(b2Contact* contact) override {
    fallen = fallen || involves(*contact, hull);
    for (const int leg : {0, 1}) standing[leg] = standing[leg] || involves(*contact, limbs[2 * leg + 1]);
  }
  void EndContact(b2Contact* contact) override {
    for (const int leg : {0, 1}) standing[leg] = standing[leg] && !involves(*contact, limbs[2 * leg + 1]);
  }

  void draw_leg(Canvas& canvas, int leg, Color color) const {
    draw_shape(canvas, pose_of(*limbs[2 * leg]), box_corners(kLegWidth), color);
    draw_shape(canvas, pose_of(*limbs[2 * leg + 1]), box_corners(kLowerLegWidth), color);
  }

  b2Vec2 ray_end(int i) const {
    const b2Vec2 from = hull->GetPosition();
    const double angle = 1.5 * i / kRays;
    return {static_cast<float>(from.x + std::sin(angle) * kRange),
            static_cast<float>(from.y - std::cos(angle) * kRange)};
  }
  float ray(int i) const {
    GroundRay callback;
    world.RayCast(&callback, hull->GetPosition(), ray_end(i));
    return callback.fraction();
  }

  WalkerTerrain terrain;
  std::vector<std::array<Point, 5>> clouds;
  b2World world;
  b2Body* hull = nullptr;
  std::array<b2Body*, 4> limbs = {};
  std::array<b2RevoluteJoint*, 4> hinges = {};
  std::array<bool, 2> standing = {};
  bool fallen = false;
};

BipedalWalker::BipedalWalker(Options options) : Env(describe()), options_(options) {}
BipedalWalker::BipedalWalker(BipedalWalker&&) noexcept = default;
BipedalWalker& BipedalWalker::operator=(BipedalWalker&&) noexcept = default;
BipedalWalker::~BipedalWalker() = default;

Fields BipedalWalker::fields(Options& options) {
  return {field("hardcore", options.hardcore, "pits, stumps and stairs in the way")};
}

EnvSpec BipedalWalker::describe() {
  constexpr auto turn = static_cast<float>(std::numbers::pi);
  std::vector<float> low = {-turn, -5, -5, -5}, high = {turn, 5, 5, 5};
  for (int leg = 0; leg < 2; ++leg) {
    low.insert(low.end(), {-turn, -5, -turn, -5, 0});
    high.insert(high.end(), {turn, 5, turn, 5, 5});
  }
  low.insert(low.end(), kRays, -1);
  high.insert(high.end(), kRays, 1);
  return {.observation = box(low, high),
          .action = box(4, -1, 1),
          .render_fps = 50,
          .action_names = {"hip 1", "knee 1", "hip 2", "knee 2"},
          .keys = {{"", {0, 0, 0, 0}},
                   {"q", {1, 0, 0, 0}},
                   {"a", {-1, 0, 0, 0}},
                   {"w", {0, 1, 0, 0}},
                   {"s", {0, -1, 0, 0}},
                   {"o", {0, 0, 1, 0}},
                   {"k", {0, 0, -1, 0}},
                   {"p", {0, 0, 0, 1}},
                   {"l", {0, 0, 0, -1}}}};
}

void BipedalWalker::reset(Rng& rng, Observation observation) {
  log_.restart(rng);
  start(rng);
  observe(observation);
}

void BipedalWalker::start(Rng& rng) {
  walk_ = std::make_unique<Walk>(rng, options_.hardcore);
  shaping_ = 0;
  play(std::array<double, 4>{});  // a step without torques, as in the original
}

Step BipedalWalker::step(const Action& action, Rng&, Observation observation) {
  const std::array<double, 4> torques = finite_values<4>(action);
  log_.add(torques);
  const Step step = play(torques);
  observe(observation);
  return step;
}

Step BipedalWalker::play(std::span<const double> torques) {
  Step step;
  for (std::size_t i = 0; i < torques.size(); ++i) {
    const double strength = std::min(std::abs(torques[i]), 1.0), speed = i % 2 == 0 ? kHipSpeed : kKneeSpeed;
    walk_->hinges[i]->SetMotorSpeed(static_cast<float>(speed * sign(torques[i])));
    walk_->hinges[i]->SetMaxMotorTorque(static_cast<float>(kTorque * strength));
    step.reward -= 0.00035 * kTorque * strength;
  }
  step_world(walk_->world);

  const double x = walk_->hull->GetPosition().x;
  const double shaping = 130 * x / kScale - 5 * std::abs(double{walk_->hull->GetAngle()});
  step.reward += shaping - shaping_;
  shaping_ = shaping;
  if (walk_->fallen || x < 0) step = {.reward = -100, .terminated = true};
  step.terminated = step.terminated || x > (kTerrainLength - kTerrainGrass) * kTerrainStep;
  return step;
}

void BipedalWalker::observe(Observation observation) const {
  if (observation.empty()) return;
  const b2Vec2 velocity = walk_->hull->GetLinearVelocity();
  float* out = observation.floats().data();
  const auto put = [&out](double value) { *out++ = static_cast<float>(value); };
  put(walk_->hull->GetAngle());
  put(2.0 * walk_->hull->GetAngularVelocity() / kFps);
  put(0.3 * velocity.x * kWidth / kFps);
  put(0.3 * velocity.y * kHeight / kFps);
  for (const int leg : {0, 1}) {
    const b2RevoluteJoint &hip = *walk_->hinges[2 * leg], &knee = *walk_->hinges[2 * leg + 1];
    put(hip.GetJointAngle());
    put(hip.GetJointSpeed() / kHipSpeed);
    put(knee.GetJointAngle() + 1.0);
    put(knee.GetJointSpeed() / kKneeSpeed);
    put(walk_->standing[leg]);
  }
  for (int i = 0; i < kRays; ++i) put(walk_->ray(i));
}

void BipedalWalker::serialize(Archive& archive) {
  archive(log_);
  if (!archive.reading()) return;
  log_.replay(
      [this](Rng& rng) {
        log_.restart(rng);
        start(rng);
      },
      [this](std::span<const double> torques) {
        log_.add(torques);
        play(torques);
      });
}

void BipedalWalker::draw(Canvas& canvas) const {
  const double left = walk_ ? walk_->hull->GetPosition().x - kWidth / 5 : 0;
  canvas.camera({left, 0}, {left + kWidth, kHeight});
  canvas.clear(palette::paper);
  if (!walk_) return;
  const auto in_sight = [left](double x) { return x > left - 6 && x < left + kWidth + 6; };
  for (std::array<Point, 5> cloud : walk_->clouds) {
    for (Point& corner : cloud) corner.x += left / 2;  // far away
    if (in_sight(cloud[0].x)) canvas.polygon(cloud, palette::mist);
  }
  std::vector<Point> ground;
  for (const Point& point : walk_->terrain.surface) {
    if (in_sight(point.x)) ground.push_back(point);
  }
  // On a surface of another shape, the ground goes on to the lower edge.
  ground.insert(ground.end(), {{ground.back().x, -kHeight}, {ground.front().x, -kHeight}});
  canvas.polygon(ground, palette::green);
  for (const Quad& block : walk_->terrain.blocks) {
    if (in_sight(block[0].x)) canvas.polygon(block, palette::slate);
  }
  walk_->draw_leg(canvas, 0, palette::sky);
  draw_shape(canvas, pose_of(*walk_->hull), kHull, palette::blue);
  walk_->draw_leg(canvas, 1, palette::orange);
}

}  // namespace gymkhana
