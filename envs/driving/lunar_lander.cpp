#include "envs/driving/lunar_lander.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <box2d/box2d.h>

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"
#include "envs/driving/bodies.h"

namespace gymkhana {
namespace {

constexpr double kLanderScale = 30;  // Gymnasium's pixels per unit
constexpr double kLanderWidth = 600 / kLanderScale, kLanderHeight = 400 / kLanderScale;
constexpr double kLanderFps = 50;
constexpr int kChunks = 11;  // points of the ground
constexpr double kPadHeight = kLanderHeight / 4;
constexpr double kMainPower = 13, kSidePower = 0.6;
constexpr double kLegAway = 20 / kLanderScale, kLanderLegDown = 18 / kLanderScale;
constexpr double kLegHalfWidth = 2 / kLanderScale, kLegHalfHeight = 8 / kLanderScale;
constexpr double kPush = 1000;  // of the first moment, at most, each way

constexpr Point lander_point(double x, double y) {
  return {x / kLanderScale, y / kLanderScale};
}

constexpr std::array<Point, 6> kLanderHull = {lander_point(-14, 17),  lander_point(-17, 0),
                                              lander_point(-17, -10), lander_point(17, -10),
                                              lander_point(17, 0),    lander_point(14, 17)};
constexpr Quad kLeg = {{{-kLegHalfWidth, -kLegHalfHeight},
                        {kLegHalfWidth, -kLegHalfHeight},
                        {kLegHalfWidth, kLegHalfHeight},
                        {-kLegHalfWidth, kLegHalfHeight}}};

std::array<Point, kChunks> draw_ground(Rng& rng) {
  std::array<double, kChunks + 1> height;
  for (double& value : height) value = rng.uniform(0, kLanderHeight / 2);
  for (int i = kChunks / 2 - 2; i <= kChunks / 2 + 2; ++i) height[i] = kPadHeight;
  std::array<Point, kChunks> ground;
  for (int i = 0; i < kChunks; ++i) {
    const double before = height[(i + kChunks) % (kChunks + 1)];  // the one before the first is the last
    ground[i] = {kLanderWidth / (kChunks - 1) * i, 0.33 * (before + height[i] + height[i + 1])};
  }
  return ground;
}

// tanh(sin 2kx + sin pi kx), k = 0.01: never periodic.
double gust(double index) {
  return std::tanh(std::sin(0.02 * index) + std::sin(std::numbers::pi * 0.01 * index));
}

}  // namespace

// The ground and the lander; hears what touches what.
struct LunarLander::Moon final : b2ContactListener {
  Moon(double gravity, Rng& rng) : ground(draw_ground(rng)), world({0, static_cast<float>(gravity)}) {
    world.SetContactListener(this);
    b2Body* moon = add_ground(world);
    add_edge(*moon, {0, 0}, {kLanderWidth, 0}, {});
    for (int i = 0; i + 1 < kChunks; ++i) add_edge(*moon, ground[i], ground[i + 1], {.friction = 0.1});
    lander = add_body(world, {{kLanderWidth / 2, kLanderHeight}, 0});
    add_polygon(*lander, kLanderHull, {.density = 5, .friction = 0.1, .category = 0x10, .mask = 1});
  }

  void push(double x, double y) {
    lander->ApplyForceToCenter({static_cast<float>(x), static_cast<float>(y)}, true);
  }

  void hang_legs() {
    for (const int side : {-1, 1}) {
      b2Body* leg = add_body(world, {{kLanderWidth / 2 - side * kLegAway, kLanderHeight}, side * 0.05});
      add_box(*leg, kLegHalfWidth, kLegHalfHeight, {.density = 1, .category = 0x20, .mask = 1});
      const double lower = side < 0 ? 0.9 - 0.5 : -0.9, upper = side < 0 ? 0.9 : -0.9 + 0.5;
      add_hinge(world, *lander, *leg,
                {.second = {side * kLegAway, kLanderLegDown},
                 .lower = lower,
                 .upper = upper,
                 .torque = 40,
                 .speed = 0.3 * side});
      legs[side > 0] = leg;
    }
  }

  void BeginContact(b2Contact* contact) override {
    crashed = crashed || involves(*contact, lander);
    for (int i = 0; i < 2; ++i) standing[i] = standing[i] || involves(*contact, legs[i]);
  }
  void EndContact(b2Contact* contact) override {
    for (int i = 0; i < 2; ++i) standing[i] = standing[i] && !involves(*contact, legs[i]);
  }

  std::array<Point, kChunks> ground;
  b2World world;
  b2Body* lander = nullptr;
  std::array<b2Body*, 2> legs = {};
  std::array<bool, 2> standing = {};
  bool crashed = false;
};

LunarLander::LunarLander(Options options)
    : Env(describe(options)), options_(options), log_(options.continuous ? 4 : 3) {}
LunarLander::LunarLander(LunarLander&&) noexcept = default;
LunarLander& LunarLander::operator=(LunarLander&&) noexcept = default;
LunarLander::~LunarLander() = default;

Fields LunarLander::fields(Options& options) {
  return {field("continuous", options.continuous, "engines by two numbers; off: four actions"),
          field("gravity", options.gravity, "upwards [units/s^2]",
                {.low = -12, .high = 0, .open_low = true, .open_high = true}),
          field("enable_wind", options.enable_wind, "gusts while no leg stands"),
          field("wind_power", options.wind_power, "largest force of the wind", between(0, 20)),
          field("turbulence_power", options.turbulence_power, "largest torque of the wind", between(0, 2))};
}

EnvSpec LunarLander::describe(const Options& options) {
  constexpr auto turn = static_cast<float>(2 * std::numbers::pi);
  EnvSpec spec{
      .observation = box({-2.5f, -2.5f, -10, -10, -turn, -10, 0, 0}, {2.5f, 2.5f, 10, 10, turn, 10, 1, 1}),
      .render_fps = 50};
  if (options.continuous) {
    spec.action = box(2, -1, 1);
    spec.action_names = {"main engine", "side engine"};
    spec.keys = {{"", {0, 0}}, {"up", {1, 0}}, {"left", {0, -1}}, {"right", {0, 1}}};
  } else {
    spec.action = Discrete{4};
    spec.action_names = {"nothing", "left engine", "main engine", "right engine"};
    spec.keys = {{"", {0}}, {"left", {1}}, {"up", {2}}, {"right", {3}}};
  }
  return spec;
}

void LunarLander::reset(Rng& rng, Observation observation) {
  log_.restart(rng);
  start(rng);
  observe(observation);
}

void LunarLander::start(Rng& rng) {
  moon_ = std::make_unique<Moon>(options_.gravity, rng);
  const double push_x = rng.uniform(-kPush, kPush), push_y = rng.uniform(-kPush, kPush);
  moon_->push(push_x, push_y);
  if (options_.enable_wind) {
    wind_index_ = static_cast<double>(rng.integers(-9999, 9999));
    torque_index_ = static_cast<double>(rng.integers(-9999, 9999));
  }
  moon_->hang_legs();
  shaping_ = 0;
  play(drawn(rng));  // a step without engines, as in the original
}

Step LunarLander::step(const Action& action, Rng& rng, Observation observation) {
  Numbers numbers = drawn(rng);
  if (options_.continuous) {
    const std::array<double, 2> values = finite_values<2>(action);
    std::ranges::copy(values, numbers.begin() + 2);
  } else {
    numbers[2] = checked_index(action, 4);
  }
  log_.add(numbers);
  const Step step = play(numbers);
  observe(observation);
  return step;
}

void LunarLander::observe(Observation observation) const {
  const std::array<double, 8> s = state();
  observation.write(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
}

// The engines' noise; no action yet.
LunarLander::Numbers LunarLander::drawn(Rng& rng) const {
  const double first = rng.uniform(-1, 1) / kLanderScale, second = rng.uniform(-1, 1) / kLanderScale;
  return {first, second, 0, 0};
}

LunarLander::Thrust LunarLander::thrust(const Numbers& numbers) const {
  if (!options_.continuous) {
    const double action = numbers[2];
    const bool aside = action == 1 || action == 3;
    return {.main = action == 2 ? 1.0 : 0.0, .side = aside ? 1.0 : 0.0, .direction = aside ? action - 2 : 0};
  }
  const double main = std::clamp(numbers[2], -1.0, 1.0), side = std::clamp(numbers[3], -1.0, 1.0);
  return {.main = main > 0 ? (main + 1) * 0.5 : 0,
          .side = std::abs(side) > 0.5 ? std::abs(side) : 0,
          .direction = static_cast<double>(sign(side))};
}

void LunarLander::blow() {
  if (moon_->standing[0] || moon_->standing[1]) return;
  moon_->push(gust(wind_index_++) * options_.wind_power, 0);
  moon_->lander->ApplyTorque(static_cast<float>(gust(torque_index_++) * options_.turbulence_power), true);
}

// Each engine pushes at a place of its own, a little off at random, and so turns the lander too.
void LunarLander::fire(const Thrust& thrust, double first_noise, double second_noise) {
  b2Body& lander = *moon_->lander;
  const Pose pose = pose_of(lander);
  const double tip_x = std::sin(pose.angle), tip_y = std::cos(pose.angle);
  const double side_x = -tip_y, side_y = tip_x;
  const auto push = [&](double x, double y, double power, Point at) {
    lander.ApplyLinearImpulse({static_cast<float>(-x * power), static_cast<float>(-y * power)},
                              {static_cast<float>(at.x), static_cast<float>(at.y)}, true);
  };
  if (thrust.main > 0) {
    const double down = 4 / kLanderScale + 2 * first_noise;
    const double x = tip_x * down + side_x * second_noise, y = -tip_y * down - side_y * second_noise;
    push(x, y, kMainPower * thrust.main, {pose.position.x + x, pose.position.y + y});
  }
  if (thrust.side > 0) {
    const double aside = 3 * second_noise + thrust.direction * 12 / kLanderScale;
    const double x = tip_x * first_noise + side_x * aside, y = -tip_y * first_noise - side_y * aside;
    // 17 here and 14 there is the original's.
    push(x, y, kSidePower * thrust.side,
         {pose.position.x + x - tip_x * 17 / kLanderScale, pose.position.y + y + tip_y * 14 / kLanderScale});
  }
}

Step LunarLander::play(const Numbers& numbers) {
  if (options_.enable_wind) blow();
  last_thrust_ = thrust(numbers);
  fire(last_thrust_, numbers[0], numbers[1]);
  step_world(moon_->world);

  const std::array<double, 8> s = state();
  const double shaping = -100 * std::sqrt(s[0] * s[0] + s[1] * s[1]) -
                         100 * std::sqrt(s[2] * s[2] + s[3] * s[3]) - 100 * std::abs(s[4]) + 10 * s[6] +
                         10 * s[7];
  Step step{.reward = shaping - shaping_ - last_thrust_.main * 0.30 - last_thrust_.side * 0.03};
  shaping_ = shaping;
  if (moon_->crashed || std::abs(s[0]) >= 1) step = {.reward = -100, .terminated = true};
  if (!moon_->lander->IsAwake()) step = {.reward = 100, .terminated = true};
  return step;
}

std::array<double, 8> LunarLander::state() const {
  const b2Body& lander = *moon_->lander;
  const b2Vec2 position = lander.GetPosition(), velocity = lander.GetLinearVelocity();
  return {(position.x - kLanderWidth / 2) / (kLanderWidth / 2),
          (position.y - (kPadHeight + kLanderLegDown)) / (kLanderHeight / 2),
          velocity.x * (kLanderWidth / 2) / kLanderFps,
          velocity.y * (kLanderHeight / 2) / kLanderFps,
          lander.GetAngle(),
          20 * double{lander.GetAngularVelocity()} / kLanderFps,
          moon_->standing[0] ? 1.0 : 0.0,
          moon_->standing[1] ? 1.0 : 0.0};
}

void LunarLander::serialize(Archive& archive) {
  archive(log_);
  if (!archive.reading()) return;
  log_.replay(
      [this](Rng& rng) {
        log_.restart(rng);
        start(rng);
      },
      [this](std::span<const double> logged) {
        Numbers numbers = {};
        std::ranges::copy(logged, numbers.begin());
        log_.add(numbers);
        play(numbers);
      });
}

void LunarLander::draw(Canvas& canvas) const {
  canvas.camera({0, 0}, {kLanderWidth, kLanderHeight});
  canvas.clear(palette::ink);
  if (!moon_) return;
  std::vector<Point> ground(moon_->ground.begin(), moon_->ground.end());
  // On a surface of another shape, the ground goes on to the edges.
  ground.insert(ground.end(), {{2 * kLanderWidth, ground.back().y},
                               {2 * kLanderWidth, -kLanderHeight},
                               {-kLanderWidth, -kLanderHeight},
                               {-kLanderWidth, ground.front().y}});
  canvas.polygon(ground, palette::mist);
  for (const int i : {kChunks / 2 - 1, kChunks / 2 + 1}) {
    const double x = moon_->ground[i].x, top = kPadHeight + 50 / kLanderScale;
    canvas.line({x, kPadHeight}, {x, top}, 0.05, palette::paper);
    const std::array<Point, 3> flag = {
        {{x, top}, {x, top - 10 / kLanderScale}, {x + 25 / kLanderScale, top - 5 / kLanderScale}}};
    canvas.polygon(flag, palette::yellow);
  }

  const Pose pose = pose_of(*moon_->lander);
  const auto flame = [&](Point from, Point to) {
    canvas.line(to_world(pose, from), to_world(pose, to), 0.25, palette::orange);
  };
  if (last_thrust_.main > 0) flame({0, -0.4}, {0, -0.5 - 0.7 * last_thrust_.main});
  const double aside = last_thrust_.direction;
  if (last_thrust_.side > 0) flame({-0.6 * aside, 0.3}, {-1.1 * aside, 0.3});
  for (const b2Body* leg : moon_->legs) draw_shape(canvas, pose_of(*leg), kLeg, palette::purple);
  draw_shape(canvas, pose, kLanderHull, palette::blue);
}

}  // namespace gymkhana
