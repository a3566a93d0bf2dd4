// The car of CarRacing: a hull on four wheels that spin, steer, grip and slide, seen from above.
//
// Oleg Klimov's model (Gymnasium's car_dynamics.py): rear wheels drive, all brake, front wheels steer; a
// wheel pushes its body by the difference between its own speed and the ground's, up to what its friction can
// hold.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "envs/driving/pose.h"

class b2Body;
class b2RevoluteJoint;
class b2World;

namespace gymkhana {

/// What the driver does. The car at angle 0 looks along +y.
struct Controls {
  double steer = 0;  ///< -1 right .. +1 left: the angle that the front wheels turn towards, at most 0.4 rad
  double gas = 0;    ///< 0 .. 1; rises by at most 0.1 per step, falls at once
  double brake = 0;  ///< 0 .. 1; from 0.9 on the wheels lock
};

/// A wheel: the state that Box2D does not know.
struct Wheel {
  b2Body* body = nullptr;
  b2RevoluteJoint* joint = nullptr;
  double gas = 0, brake = 0, steer = 0;
  double phase = 0;       ///< how far it has turned [rad]
  double omega = 0;       ///< how fast it turns [rad/s]
  double slip = 0;        ///< force wanted / force that friction can hold; above 1 it slides
  int tiles_touched = 0;  ///< road under it; 0 is grass
};

inline constexpr std::uint16_t kWheelCategory = 0x20;  ///< what wheels are to the shapes they meet

/// Lives inside a b2World, which owns its bodies and must outlive it.
class Car {
 public:
  Car(b2World& world, const Pose& start);

  void control(const Controls& controls);
  /// Applies the wheels' forces; to be followed by the environment's own step of `dt` seconds.
  void step(double dt);

  Pose pose() const;
  Point velocity() const;  ///< of the hull, in the environment's frame [units/s]
  double speed() const;
  double angular_velocity() const;  ///< [rad/s]
  /// Front left, front right, rear left, rear right.
  const std::array<Wheel, 4>& wheels() const { return wheels_; }
  std::array<Wheel, 4>& wheels() { return wheels_; }
  double steering(int wheel) const;  ///< angle of a wheel against the hull [rad]
  Pose wheel_pose(int wheel) const;

  /// The hull's outlines and a wheel's, in their own frames, for drawing.
  static std::span<const std::span<const Point>> hull_shapes();
  static std::span<const Point> wheel_shape();
  static std::span<const Point> wheel_places();  ///< in the hull's frame
  /// The rectangle around hull and wheels, in the hull's frame: x in +-kHalfWidth, y from kRear to kFront.
  static constexpr double kHalfWidth = 1.38, kRear = -2.4, kFront = 2.6;

 private:
  void step(Wheel& wheel, double dt);

  b2Body* hull_ = nullptr;
  std::array<Wheel, 4> wheels_;
};

}  // namespace gymkhana
