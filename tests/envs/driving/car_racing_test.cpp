// CarRacing as an environment: its pictures against recorded ones, its rules, its modes, and saving.
#include "envs/driving/car_racing.h"

#include <cmath>
#include <fstream>
#include <malloc.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/core/check/check_env.h"
#include "envs/core/picture/image.h"
#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;

namespace {

// An environment, its generator and what it shows.
struct Drive {
  explicit Drive(CarRacing::Options options = {}) : env(options), seen(env.spec().observation, 1) {}

  void reset(std::uint64_t seed) {
    rng = Rng(seed);
    env.reset(rng, seen[0]);
  }
  Step step(float steer, float gas, float brake) {
    const std::array values = {steer, gas, brake};
    return env.step(Action(std::span<const float>(values)), rng, seen[0]);
  }

  CarRacing env;
  ObservationBatch seen;
  Rng rng;
};

CarRacing::Options lidar() {
  return {.observation = "lidar"};
}

std::string refusal(const Settings& options) {
  try {
    standard_envs().make("CarRacing-v3", options);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

double mean_difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

}  // namespace

TEST_CASE("the picture is the recorded one, but for the smoothing of edges") {
  const std::string golden = GYMKHANA_SOURCE_DIR "/tests/golden/";
  std::ifstream file(golden + "CarRacing-v3_frames.json");
  const auto frames = nlohmann::json::parse(file)["frames"];
  for (const std::uint64_t seed : {0, 1}) {
    Drive drive;
    drive.reset(seed);
    int step = 0;
    for (const auto& frame : frames) {
      if (frame["seed"] != seed) continue;
      for (; step < frame["step"].get<int>(); ++step) {
        drive.step(static_cast<float>(0.3 * std::sin(step / 10.0)), step < 100 ? 0.4f : 0.f,
                   step > 130 ? 0.3f : 0.f);
      }
      CAPTURE(frame["file"]);
      const Image image = read_png(golden + "carracing_frames/" + frame["file"].get<std::string>());
      CHECK(mean_difference(drive.seen[0].bytes(), image.rgb) < 1);
    }
  }
}

TEST_CASE("tiles met while the environment starts count in the first step, each step costs 0.1") {
  Drive drive(lidar());
  drive.reset(0);
  const double tile = 1000.0 / drive.env.race().track().size();
  const int met = drive.env.race().tiles_visited();
  CHECK(met >= 1);
  CHECK(drive.step(0, 0, 0).reward == doctest::Approx(met * tile - 0.1));
  CHECK(drive.step(0, 0, 0).reward == doctest::Approx(-0.1));
}

TEST_CASE("leaving the playfield ends the episode with -100") {
  Drive drive(lidar());
  drive.reset(1);
  Step step;
  int steps = 0;
  for (; steps < 2000 && !step.terminated; ++steps) step = drive.step(0, 0.3f, 0);
  CHECK(step.terminated);
  CHECK(step.reward == -100);
  std::array<float, 1> info;
  drive.env.info(info);
  CHECK(info[0] == 0);
}

TEST_CASE("a lap of which little must be driven is soon finished") {
  Drive drive({.observation = "lidar", .lap_complete_percent = 0});
  drive.reset(2);
  const Step step = drive.step(0, 0, 0);  // tile 0 has been met
  CHECK(step.terminated);
  std::array<float, 1> info;
  drive.env.info(info);
  CHECK(info[0] == 1);
}

TEST_CASE("the five actions steer, push and brake") {
  CarRacing env({.observation = "lidar", .continuous = false});
  Rng rng(4);
  env.reset(rng, {});
  for (int i = 0; i < 20; ++i) env.step(Action(3), rng, {});
  CHECK(env.race().car().speed() > 5);
  const double angle = env.race().car().pose().angle;
  for (int i = 0; i < 20; ++i) env.step(Action(1), rng, {});
  CHECK(env.race().car().pose().angle < angle - 0.05);  // to the right
  for (int i = 0; i < 100; ++i) env.step(Action(4), rng, {});
  CHECK(env.race().car().speed() < 1);
}

TEST_CASE("classes show the ground, the road, kerbs and the car") {
  Drive drive({.observation = "semantic"});
  drive.reset(0);
  for (int i = 0; i < 80; ++i) drive.step(static_cast<float>(0.3 * std::sin(i / 10.0)), 0.4f, 0);
  const auto at = [&](int row, int column) { return int{drive.seen[0].bytes()[row * 96 + column]}; };
  CHECK(at(72, 47) == 3);
  CHECK(at(30, 10) == 1);
  CHECK(at(5, 5) == 0);
  CHECK(std::ranges::count(drive.seen[0].bytes(), 2) > 20);
  CHECK(std::ranges::count(drive.seen[0].bytes(), 4) == 0);
}

TEST_CASE("random colours are drawn before the track") {
  Drive drive({.domain_randomize = true});
  drive.reset(9);
  Rng rng(9);
  for (int i = 0; i < 6; ++i) rng.uniform(0, 210);
  rng.choice(3);
  CHECK(drive.env.race().track().size() == Track(rng).size());
  Drive plain;
  plain.reset(9);
  CHECK(mean_difference(drive.seen[0].bytes(), plain.seen[0].bytes()) > 5);
}

TEST_CASE("a loaded drive goes on as the saved one") {
  Drive drive;
  drive.reset(11);
  for (int i = 0; i < 30; ++i) drive.step(0.1f, 0.5f, 0);
  Drive loaded;
  load_state(loaded.env, save_state(drive.env));
  for (int i = 0; i < 10; ++i) {
    const Step step = drive.step(-0.3f, 0.2f, 0.1f), same = loaded.step(-0.3f, 0.2f, 0.1f);
    CHECK(step.reward == same.reward);
    CHECK(std::ranges::equal(drive.seen[0].bytes(), loaded.seen[0].bytes()));
  }
  CHECK(save_state(drive.env) == save_state(loaded.env));
}

TEST_CASE("impossible options and actions are refused in one line") {
  CHECK(refusal({{"lidar_rays", "0"}}).find("lidar_rays") != std::string::npos);
  CHECK(refusal({{"cars", "-1"}}).find("cars") != std::string::npos);
  CHECK(refusal({{"observation", "pixel"}}).find("pixels") != std::string::npos);
  Drive drive(lidar());
  drive.reset(0);
  CHECK_THROWS_WITH_AS(drive.step(NAN, 0, 0), "number 0 of an action is nan; actions must be finite", Error);
  CHECK_THROWS_AS(drive.step(0, INFINITY, 0), Error);
  const std::array two = {0.f, 0.f};
  CHECK_THROWS_WITH_AS(drive.env.step(Action(std::span<const float>(two)), drive.rng, {}),
                       "an action of 2 numbers; this environment takes 3", Error);
}

TEST_CASE("the window's picture shows the same drive") {
  Drive drive(lidar());
  drive.reset(3);
  for (int i = 0; i < 60; ++i) drive.step(0, 0.3f, 0);
  test::RecordingCanvas canvas;
  drive.env.draw(canvas);
  const auto body = canvas.last("polygon", {204, 0, 0});
  REQUIRE(body.points.size() == 4);
  CHECK(std::abs(body.points[0].x - 500) < 30);
  CHECK(std::abs(body.points[0].y - 200) < 50);
}

TEST_CASE("environments are freed: memory stays as it is over many episodes") {
  Drive drive(lidar());
  const auto used = [] { return mallinfo2().uordblks; };
  for (int i = 0; i < 30; ++i) drive.reset(i);
  const std::size_t before = used();
  for (int i = 0; i < 60; ++i) drive.reset(i % 30);
  CHECK(used() <= before + 20'000);  // one environment is about 200 kB
}

TEST_CASE("CarRacing keeps the contract in each of its modes" * doctest::test_suite("slow")) {
  for (const Settings& options :
       {Settings{{"observation", "lidar"}}, Settings{{"observation", "semantic"}, {"continuous", "false"}}}) {
    for (const Finding& finding : check_env(standard_envs(), "CarRacing-v3", options).findings) {
      CHECK_MESSAGE(!finding.fault, finding.text);
    }
  }
}
