#include "envs/driving/car.h"

#include <algorithm>
#include <cmath>

#include <box2d/box2d.h>

#include "envs/driving/bodies.h"

namespace gymkhana {
namespace {

constexpr double kSize = 0.02;
constexpr double kEnginePower = 100000000 * kSize * kSize;
constexpr double kWheelInertia = 4000 * kSize * kSize;
constexpr double kFrictionLimit = 1000000 * kSize * kSize;
constexpr double kGrassFriction = 0.6;
constexpr double kSlipStiffness = 205000 * kSize * kSize;  // force per speed, too little to swing
constexpr double kBrakeForce = 15;                         // rad/s per step
constexpr double kSteeringTorque = 180 * 900 * kSize * kSize;
constexpr double kWheelRadius = 27 * kSize, kWheelHalfWidth = 14 * kSize;

constexpr Point car_point(double x, double y) {
  return {x * kSize, y * kSize};
}

constexpr std::array<Point, 4> kWheelPlaces = {car_point(-55, 80), car_point(55, 80), car_point(-55, -82),
                                               car_point(55, -82)};
constexpr std::array<Point, 4> kFrontWing = {car_point(-60, 130), car_point(60, 130), car_point(60, 110),
                                             car_point(-60, 110)};
constexpr std::array<Point, 4> kNose = {car_point(-15, 120), car_point(15, 120), car_point(20, 20),
                                        car_point(-20, 20)};
constexpr std::array<Point, 8> kBody = {car_point(25, 20),   car_point(50, -10),  car_point(50, -40),
                                        car_point(20, -90),  car_point(-20, -90), car_point(-50, -40),
                                        car_point(-50, -10), car_point(-25, 20)};
constexpr std::array<Point, 4> kRearWing = {car_point(-50, -120), car_point(50, -120), car_point(50, -90),
                                            car_point(-50, -90)};
constexpr std::array<std::span<const Point>, 4> kCarHull = {kFrontWing, kNose, kBody, kRearWing};
constexpr std::array<Point, 4> kWheel = {{{-kWheelHalfWidth, kWheelRadius},
                                          {kWheelHalfWidth, kWheelRadius},
                                          {kWheelHalfWidth, -kWheelRadius},
                                          {-kWheelHalfWidth, -kWheelRadius}}};

// Engine and brake change the wheel's own turning.
void spin(Wheel& wheel, double dt) {
  constexpr double kIdle = 5;  // keeps the power of a standing wheel finite
  wheel.omega += dt * kEnginePower * wheel.gas / kWheelInertia / (std::abs(wheel.omega) + kIdle);
  if (wheel.brake >= 0.9) {
    wheel.omega = 0;
  } else if (wheel.brake > 0) {
    const double slowed = std::min(std::abs(kBrakeForce * wheel.brake), std::abs(wheel.omega));
    wheel.omega -= sign(wheel.omega) * slowed;
  }
  wheel.phase += wheel.omega * dt;
}

}  // namespace

Car::Car(b2World& world, const Pose& start) : hull_(add_body(world, start)) {
  for (const std::span<const Point> part : kCarHull) add_polygon(*hull_, part, {.density = 1});
  for (std::size_t i = 0; i < wheels_.size(); ++i) {
    Wheel& wheel = wheels_[i];
    // As in the original, wheels start off their places at an angle other than 0; the joints pull them in.
    const Point place = kWheelPlaces[i];
    wheel.body = add_body(world, {{start.position.x + place.x, start.position.y + place.y}, start.angle});
    add_polygon(*wheel.body, kWheel, {.density = 0.1, .category = kWheelCategory, .mask = 1});
    wheel.joint = add_hinge(world, *hull_, *wheel.body,
                            {.first = place, .lower = -0.4, .upper = 0.4, .torque = kSteeringTorque});
  }
}

void Car::control(const Controls& controls) {
  const double gas = std::clamp(controls.gas, 0.0, 1.0);
  for (std::size_t i = 0; i < wheels_.size(); ++i) {
    const bool front = i < 2;
    if (front) wheels_[i].steer = controls.steer;
    if (!front) wheels_[i].gas += std::min(gas - wheels_[i].gas, 0.1);
    wheels_[i].brake = controls.brake;
  }
}

void Car::step(double dt) {
  for (Wheel& wheel : wheels_) step(wheel, dt);
}

void Car::step(Wheel& wheel, double dt) {
  const double turn = wheel.steer - wheel.joint->GetJointAngle();
  wheel.joint->SetMotorSpeed(static_cast<float>(sign(turn) * std::min(50.0 * std::abs(turn), 3.0)));

  const b2Vec2 forward = wheel.body->GetWorldVector({0, 1}), side = wheel.body->GetWorldVector({1, 0});
  const b2Vec2 velocity = wheel.body->GetLinearVelocity();
  const double forward_speed = double{forward.x} * velocity.x + double{forward.y} * velocity.y;
  const double side_speed = double{side.x} * velocity.x + double{side.y} * velocity.y;
  spin(wheel, dt);

  const double limit = kFrictionLimit * (wheel.tiles_touched > 0 ? 1.0 : kGrassFriction);
  double forward_force = (wheel.omega * kWheelRadius - forward_speed) * kSlipStiffness;
  double side_force = -side_speed * kSlipStiffness;
  const double force = std::sqrt(forward_force * forward_force + side_force * side_force);
  wheel.slip = force / limit;
  if (force > limit) {
    forward_force *= limit / force;
    side_force *= limit / force;
  }
  wheel.omega -= dt * forward_force * kWheelRadius / kWheelInertia;
  wheel.body->ApplyForceToCenter({static_cast<float>(side_force * side.x + forward_force * forward.x),
                                  static_cast<float>(side_force * side.y + forward_force * forward.y)},
                                 true);
}

Pose Car::pose() const {
  return pose_of(*hull_);
}
Point Car::velocity() const {
  return {hull_->GetLinearVelocity().x, hull_->GetLinearVelocity().y};
}
double Car::speed() const {
  return std::hypot(velocity().x, velocity().y);
}
double Car::angular_velocity() const {
  return hull_->GetAngularVelocity();
}
double Car::steering(int wheel) const {
  return wheels_[wheel].joint->GetJointAngle();
}
Pose Car::wheel_pose(int wheel) const {
  return pose_of(*wheels_[wheel].body);
}

std::span<const std::span<const Point>> Car::hull_shapes() {
  return kCarHull;
}
std::span<const Point> Car::wheel_shape() {
  return kWheel;
}
std::span<const Point> Car::wheel_places() {
  return kWheelPlaces;
}

}  // namespace gymkhana
