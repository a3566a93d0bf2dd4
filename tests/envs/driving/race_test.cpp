// The race's physics against recorded states of the original, which ran on Box2D 2.3.
#include "envs/driving/race.h"

#include <cmath>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/driving/road_sensors.h"

using namespace gymkhana;

namespace {

Race start_race(std::uint64_t seed) {
  Rng rng(seed);
  Race race(Track(rng), 0.95);
  race.step();  // the original's reset takes one step without an action
  return race;
}

// The action that the recording took at `step`.
Controls recorded_controls(int step) {
  const auto steer = static_cast<float>(0.3 * std::sin(step / 10.0));
  return {.steer = -steer, .gas = step < 100 ? 0.4f : 0.f, .brake = step > 130 ? 0.3f : 0.f};
}

void check_state(const Race& race, const nlohmann::json& frame) {
  const Car& car = race.car();
  const Pose pose = car.pose();
  CHECK(std::abs(pose.position.x - frame["hull"][0].get<double>()) < 1e-3);
  CHECK(std::abs(pose.position.y - frame["hull"][1].get<double>()) < 1e-3);
  CHECK(std::abs(pose.angle - frame["hull"][2].get<double>()) < 1e-4);
  CHECK(std::abs(car.velocity().x - frame["velocity"][0].get<double>()) < 1e-3);
  for (int wheel = 0; wheel < 4; ++wheel) {
    CHECK(std::abs(car.steering(wheel) - frame["wheels"][wheel][0].get<double>()) < 1e-4);
    CHECK(std::abs(car.wheels()[wheel].omega - frame["wheels"][wheel][1].get<double>()) < 1e-2);
  }
}

}  // namespace

TEST_CASE("the car drives as the recorded one for 160 steps") {
  std::ifstream file(GYMKHANA_SOURCE_DIR "/tests/golden/CarRacing-v3_frames.json");
  const auto frames = nlohmann::json::parse(file)["frames"];
  for (const std::uint64_t seed : {0, 1}) {
    Race race = start_race(seed);
    int step = 0;
    for (const auto& frame : frames) {
      if (frame["seed"] != seed) continue;
      for (; step < frame["step"].get<int>(); ++step) {
        race.car().control(recorded_controls(step));
        race.step();
      }
      CAPTURE(step);
      check_state(race, frame);
    }
  }
}

TEST_CASE("tiles count once, and grass is noticed") {
  Race race = start_race(3);
  CHECK(race.tiles_visited() >= 1);
  CHECK(race.visited(0));
  CHECK_FALSE(race.visited(50));
  CHECK(race.car().wheels()[0].tiles_touched > 0);
  for (int i = 0; i < 400; ++i) {  // straight on, off the first bend
    race.car().control({.gas = 1});
    race.step();
  }
  CHECK(race.tiles_visited() > 5);
  CHECK(race.car().wheels()[0].tiles_touched == 0);
  CHECK_FALSE(race.lap_finished());
}

TEST_CASE("rays end at the road's edges, and the road lies ahead") {
  Race race = start_race(3);
  RoadSensors sensors(3, false);
  sensors.restart(race);
  CHECK(sensors.nearest_tile() == 0);
  std::vector<float> readings(sensors.size());
  sensors.read(race, {}, readings);
  const double left = RoadSensors::kRange * readings[0], right = RoadSensors::kRange * readings[2];
  CHECK(left + right == doctest::Approx(2 * kRoadHalfWidth).epsilon(0.01));
  CHECK(left > 0.8 * kRoadHalfWidth);
  CHECK(right > 0.8 * kRoadHalfWidth);
  CHECK(readings[3] == doctest::Approx(0));                                // stands still
  CHECK(std::abs(readings[16]) < 0.1f);                                    // in the middle of the road
  CHECK(readings[19] * 60 == doctest::Approx(kTileLength).epsilon(0.05));  // one tile ahead
}

TEST_CASE("a ray meets a segment where the lines cross, or not at all") {
  CHECK(distance_to_segment({0, 0}, {0, 1}, {-1, 2}, {1, 2}) == doctest::Approx(2));
  CHECK(std::isinf(distance_to_segment({0, 0}, {0, -1}, {-1, 2}, {1, 2})));
  CHECK(std::isinf(distance_to_segment({0, 0}, {0, 1}, {1, 2}, {3, 2})));
}
