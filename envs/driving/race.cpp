#include "envs/driving/race.h"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <box2d/box2d.h>

#include "envs/driving/bodies.h"

namespace gymkhana {
namespace {

// All tiles are sensors of one body that stands still; hulls pass over them unnoticed.
void lay_road(b2World& world, const Track& track) {
  b2Body* road = add_ground(world);
  for (int i = 0; i < track.size(); ++i) {
    std::array<b2Vec2, 4> corners;
    const Quad quad = track.road(i);
    for (int k = 0; k < 4; ++k) corners[k] = {static_cast<float>(quad[k].x), static_cast<float>(quad[k].y)};
    b2PolygonShape shape;
    shape.Set(corners.data(), 4);
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.isSensor = true;
    fixture.filter.maskBits = kWheelCategory;
    fixture.userData.pointer = static_cast<std::uintptr_t>(i);
    road->CreateFixture(&fixture);
  }
}

}  // namespace

// Box2D tells which wheels come onto which tiles, and leave them.
struct Race::World final : b2ContactListener {
  World(Track laid, double lap_percent)
      : track(std::move(laid)), seen(track.size()), finish_share(lap_percent), world({0, 0}) {
    world.SetContactListener(this);
    lay_road(world, track);
    const Tile& start = track.tile(0);
    car.emplace(world, Pose{{start.x, start.y}, start.beta});
  }

  void BeginContact(b2Contact* contact) override {
    const auto [wheel, tile] = meeting(contact);
    if (wheel == nullptr) return;
    ++wheel->tiles_touched;
    if (seen[tile]) return;
    seen[tile] = true;
    ++visited;
    if (tile == 0 && static_cast<double>(visited) / track.size() > finish_share) finished = true;
  }

  void EndContact(b2Contact* contact) override {
    if (Wheel* wheel = meeting(contact).first) --wheel->tiles_touched;
  }

  std::pair<Wheel*, int> meeting(b2Contact* contact) {
    b2Fixture *tile = contact->GetFixtureA(), *other = contact->GetFixtureB();
    if (!tile->IsSensor()) std::swap(tile, other);
    if (!tile->IsSensor() || !car) return {nullptr, 0};
    for (Wheel& wheel : car->wheels()) {
      if (wheel.body == other->GetBody()) return {&wheel, static_cast<int>(tile->GetUserData().pointer)};
    }
    return {nullptr, 0};
  }

  Track track;
  std::vector<bool> seen;
  double finish_share;
  int visited = 0;
  bool finished = false;
  b2World world;
  std::optional<Car> car;
};

Race::Race(Track track, double lap_percent)
    : world_(std::make_unique<World>(std::move(track), lap_percent)) {}
Race::~Race() = default;
Race::Race(Race&&) noexcept = default;
Race& Race::operator=(Race&&) noexcept = default;

void Race::step() {
  world_->car->step(kStep);
  step_world(world_->world);
}

const Track& Race::track() const {
  return world_->track;
}
Car& Race::car() {
  return *world_->car;
}
const Car& Race::car() const {
  return *world_->car;
}
int Race::tiles_visited() const {
  return world_->visited;
}
bool Race::visited(int tile) const {
  return world_->seen[world_->track.wrap(tile)];
}
bool Race::lap_finished() const {
  return world_->finished || world_->visited == world_->track.size();
}

bool Race::off_playfield() const {
  const Point at = car().pose().position;
  return std::abs(at.x) > kPlayfield || std::abs(at.y) > kPlayfield;
}

}  // namespace gymkhana
