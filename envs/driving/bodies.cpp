#include "envs/driving/bodies.h"

#include <algorithm>
#include <array>

#include <box2d/box2d.h>

namespace gymkhana {
namespace {

b2Vec2 to_b2(Point point) {
  return {static_cast<float>(point.x), static_cast<float>(point.y)};
}

void add_fixture(b2Body& body, const b2Shape& shape, const Matter& matter) {
  b2FixtureDef definition;
  definition.shape = &shape;
  definition.density = static_cast<float>(matter.density);
  definition.friction = static_cast<float>(matter.friction);
  definition.filter.categoryBits = matter.category;
  definition.filter.maskBits = matter.mask;
  body.CreateFixture(&definition);
}

}  // namespace

b2Body* add_ground(b2World& world) {
  b2BodyDef definition;
  return world.CreateBody(&definition);
}

b2Body* add_body(b2World& world, const Pose& pose) {
  b2BodyDef definition;
  definition.type = b2_dynamicBody;
  definition.position = to_b2(pose.position);
  definition.angle = static_cast<float>(pose.angle);
  return world.CreateBody(&definition);
}

Pose pose_of(const b2Body& body) {
  return {{body.GetPosition().x, body.GetPosition().y}, body.GetAngle()};
}

void add_polygon(b2Body& body, std::span<const Point> corners, const Matter& matter) {
  std::array<b2Vec2, b2_maxPolygonVertices> vertices;
  std::ranges::transform(corners, vertices.begin(), to_b2);
  b2PolygonShape shape;
  shape.Set(vertices.data(), static_cast<int32>(corners.size()));
  add_fixture(body, shape, matter);
}

void add_box(b2Body& body, double half_width, double half_height, const Matter& matter) {
  b2PolygonShape shape;
  shape.SetAsBox(static_cast<float>(half_width), static_cast<float>(half_height));
  add_fixture(body, shape, matter);
}

void add_edge(b2Body& body, Point from, Point to, const Matter& matter) {
  b2EdgeShape shape;
  shape.SetTwoSided(to_b2(from), to_b2(to));
  add_fixture(body, shape, matter);
}

b2RevoluteJoint* add_hinge(b2World& world, b2Body& first, b2Body& second, const Hinge& hinge) {
  b2RevoluteJointDef definition;
  definition.bodyA = &first;
  definition.bodyB = &second;
  definition.localAnchorA = to_b2(hinge.first);
  definition.localAnchorB = to_b2(hinge.second);
  definition.referenceAngle = second.GetAngle() - first.GetAngle();
  definition.enableMotor = true;
  definition.enableLimit = true;
  definition.maxMotorTorque = static_cast<float>(hinge.torque);
  definition.motorSpeed = static_cast<float>(hinge.speed);
  definition.lowerAngle = static_cast<float>(hinge.lower);
  definition.upperAngle = static_cast<float>(hinge.upper);
  return static_cast<b2RevoluteJoint*>(world.CreateJoint(&definition));
}

void draw_shape(Canvas& canvas, const Pose& pose, std::span<const Point> corners, Color color) {
  std::array<Point, b2_maxPolygonVertices> points;
  std::ranges::transform(corners, points.begin(), [&](Point corner) { return to_world(pose, corner); });
  canvas.polygon(std::span(points).first(corners.size()), color);
}

bool involves(b2Contact& contact, const b2Body* body) {
  return contact.GetFixtureA()->GetBody() == body || contact.GetFixtureB()->GetBody() == body;
}

void step_world(b2World& world) {
  constexpr int kVelocityIterations = 6 * 30, kPositionIterations = 2 * 30;
  world.Step(static_cast<float>(kBox2dStep), kVelocityIterations, kPositionIterations);
}

}  // namespace gymkhana
