// Others on the road, by hand: where they are, who overtakes whom, what touches.
#include "envs/driving/traffic.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include <doctest/doctest.h>

#include "envs/driving/car_racing.h"

using namespace gymkhana;

namespace {

Quad square_at(double x, double y) {
  return {{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}};
}

CarRacing::Options traffic_options(int cars, int obstacles) {
  return {.observation = "lidar", .cars = cars, .obstacles = obstacles};
}

}  // namespace

TEST_CASE("quadrilaterals overlap unless a line parts them") {
  CHECK(overlap(square_at(0, 0), square_at(0.9, 0.9)));
  CHECK_FALSE(overlap(square_at(0, 0), square_at(1.1, 0)));
  const Quad diamond = {{{2, 0.5}, {1.5, 1}, {2, 1.5}, {2.5, 1}}};
  CHECK_FALSE(overlap(square_at(0, 0), diamond));
  CHECK(overlap(square_at(0.6, 0.5), diamond));
}

TEST_CASE("cars keep their lane and their speed") {
  Rng rng(1);
  const Track track(rng);
  Traffic traffic;
  traffic.place(track, 3, 14, 2, rng);
  REQUIRE(traffic.others().size() == 5);
  const double start = traffic.others()[0].place;
  for (int i = 0; i < 50; ++i) traffic.step(track, 0.02, 0);
  const Traffic::Other& other = traffic.others()[0];
  CHECK(other.place - start == doctest::Approx(14 / kTileLength));
  const Tile& tile = track.tile(static_cast<int>(other.place));
  const double lateral =
      (other.pose.position.x - tile.x) * tile.right_x + (other.pose.position.y - tile.y) * tile.right_y;
  CHECK(std::abs(lateral) == doctest::Approx(2.2).epsilon(0.3));
  CHECK(traffic.others()[4].stands());
}

TEST_CASE("passing a car counts once, and being passed takes it back") {
  Rng rng(2);
  const Track track(rng);
  Traffic traffic;
  traffic.place(track, 1, 1, 0, rng);
  const double place = traffic.others()[0].place;
  const auto overtaken_at = [&](double car_place) {
    traffic.step(track, 0.02, car_place);
    return traffic.overtaken();
  };
  CHECK(overtaken_at(place - 3) == 0);
  CHECK(overtaken_at(place + 2) == 1);
  CHECK(overtaken_at(place + 3) == 0);
  CHECK(overtaken_at(place - 3) == -1);
}

TEST_CASE("rays see others ahead of the car") {
  CarRacing env(traffic_options(1, 0));
  Rng rng(3);
  env.reset(rng, {});
  RoadSensors sensors(1, true);
  sensors.restart(env.race());
  std::vector<float> readings(sensors.size());
  sensors.read(env.race(), {}, readings);
  CHECK(readings[1] == 1);  // nobody
  Traffic traffic;
  for (int i = 0; i < 200; ++i) {  // until somebody stands close ahead
    traffic.place(env.race().track(), 50, 1, 0, rng);
    sensors.read(env.race(), traffic, readings);
    if (readings[1] < 1) break;
  }
  CHECK(readings[1] < 1);
  CHECK(readings[1] > 0.3f);
}

TEST_CASE("what is around the car, as places, is what its sensors read") {
  CarRacing env({.observation = "lidar", .cars = 50, .car_speed = 1});
  ObservationBatch seen(env.spec().observation, 1);
  Rng rng(3);
  CHECK(env.surroundings().rays.empty());
  env.reset(rng, seen[0]);
  const std::span<const float> edges = seen[0].floats().first(19), others = seen[0].floats().subspan(19, 19);
  const auto meets_another = [&] {
    return std::ranges::any_of(std::views::iota(0, 19), [&](int i) { return others[i] < edges[i]; });
  };
  for (int i = 0; i < 400 && (i < 60 || !meets_another()); ++i) {
    const std::array values = {0.f, 0.1f, 0.f};
    env.step(Action(std::span(values)), rng, seen[0]);
  }
  CHECK(meets_another());
  const Surroundings around = env.surroundings();
  for (std::size_t i = 0; i < 19; ++i) {
    CHECK(around.rays[i].distance == doctest::Approx(around.reach * std::min(edges[i], others[i])));
    CHECK(around.rays[i].to_other == (others[i] < edges[i]));
  }
  CHECK(around.rays[9].angle == 0);
  CHECK_FALSE(around.others.empty());
  const std::span<const float> ahead = seen[0].floats().subspan(2 * 19 + 15);
  CHECK(around.way[0].x == doctest::Approx(60 * ahead[0]));
  CHECK(around.way[0].y == doctest::Approx(60 * ahead[1]));
  CHECK(around.scale == doctest::Approx(16.2));  // the camera has come down
}

TEST_CASE("driving into others ends the episode with -100") {
  CarRacing env({.observation = "lidar", .cars = 30, .car_speed = 1});
  const int alone = RoadSensors(19, false).size();
  CHECK(std::get<Box>(env.spec().observation).shape[0] == alone + 19);
  ObservationBatch seen(env.spec().observation, 1);
  Rng rng(3);
  env.reset(rng, seen[0]);
  Step step;
  for (int i = 0; i < 1000 && !step.terminated; ++i) {           // along the middle of the road
    const float right = seen[0].floats()[19 + 19 + 15 + 3 * 3];  // of the point six tiles ahead
    const std::array values = {std::clamp(10 * right, -1.f, 1.f), 0.05f, 0.f};
    step = env.step(Action(std::span(values)), rng, seen[0]);
  }
  CHECK(step.terminated);
  CHECK(step.reward == -100);
  CHECK_FALSE(env.race().off_playfield());
  std::array<float, 3> info;
  env.info(info);
  CHECK(info[0] == 0);
  CHECK(info[2] == 1);
}
