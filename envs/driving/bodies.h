// Bodies and hinges of environments on Box2D, described by plain numbers.
#pragma once

#include <cstdint>
#include <span>

#include "envs/driving/pose.h"

class b2Body;
class b2Contact;
class b2RevoluteJoint;
class b2World;

namespace gymkhana {

/// What a shape is made of, and what it meets: shapes touch when each one's mask has the other's category.
struct Matter {
  double density = 0;
  double friction = 0.2;
  std::uint16_t category = 1, mask = 0xFFFF;
};

b2Body* add_ground(b2World& world);
b2Body* add_body(b2World& world, const Pose& pose);
Pose pose_of(const b2Body& body);

void add_polygon(b2Body& body, std::span<const Point> corners, const Matter& matter);
void add_box(b2Body& body, double half_width, double half_height, const Matter& matter);
void add_edge(b2Body& body, Point from, Point to, const Matter& matter);

/// Joins two bodies at a point of each. A motor turns the second against the first at `speed` [rad/s] with
/// at most `torque`, between the angles `lower` and `upper` [rad]; they stand at 0 now.
struct Hinge {
  Point first, second;
  double lower, upper, torque, speed = 0;
};
b2RevoluteJoint* add_hinge(b2World& world, b2Body& first, b2Body& second, const Hinge& hinge);

/// Draws a shape given in a body's own frame.
void draw_shape(Canvas& canvas, const Pose& pose, std::span<const Point> corners, Color color);

/// Whether one of the two that touch is `body`.
bool involves(b2Contact& contact, const b2Body* body);

/// 0.02 s of the environment, with as many iterations as Gymnasium's environments take.
inline constexpr double kBox2dStep = 1.0 / 50;
void step_world(b2World& world);

}  // namespace gymkhana
