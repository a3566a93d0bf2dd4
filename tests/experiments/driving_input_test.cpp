// What a user gets wrong on the driving track: one line that names it, and status 2.
#include <string>

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

TEST_CASE("roads, landers and walkers that cannot be are refused") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    check_refused(run_program("train --algo ppo --env " + arguments, scratch.path()), words);
  };
  refused("CarRacing-v3 --env.lidar_rays 0", "lidar_rays = \"0\": must be in [1, 1000]");
  refused("CarRacing-v3 --env.observation radar", "unknown choice \"radar\"; did you mean \"lidar\"?");
  refused("CarRacing-v3 --env.lap_complete_percent 2", "lap_complete_percent = \"2\": must be in [0, 1]");
  refused("Gymkhana/CarTraffic-v0 --env.cars -1", "cars = \"-1\": must be in [0, 50]");
  refused("Gymkhana/CarTraffic-v0 --env.obstacles -1", "obstacles = \"-1\": must be in [0, 50]");
  refused("Gymkhana/CarTraffic-v0 --env.car_speed 0", "car_speed = \"0\": must be in (0, 60]");
  refused("LunarLander-v3 --env.gravity 1", "gravity = \"1\": must be in (-12, 0)");
  refused("LunarLander-v3 --env.wind_power 21", "wind_power = \"21\": must be in [0, 20]");
  refused("BipedalWalker-v3 --env.hardcore 3", "hardcore = \"3\": expected true or false");
  CHECK(std::filesystem::is_empty(scratch.path()));
}

TEST_CASE("actions that no car, lander or walker takes are refused by their number") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& env, const std::string& actions, const std::string& words) {
    write_text(scratch.path() / "actions.json", actions);
    check_refused(run_program("trace " + env + " --actions actions.json", scratch.path()), words);
  };
  const std::string car = "CarRacing-v3 --env.observation lidar";
  refused(car, "[[0, 0, 0], [0.1, 0.2]]", "step 1: the action has 2 numbers");
  refused(car, "[[0, 0, 2]]", "step 0: action 2 (number 2) is not in Box");
  refused(car, "[[1e39, 0, 0]]", "step 0: action inf (number 0) is not in Box");
  refused(car, "[[1e400, 0, 0]]", "a number too large for any action");
  refused(car, "[[NaN, 0, 0]]", "is not JSON");
  refused(car + " --env.continuous false", "[5]", "step 0: action 5 is not in Discrete(5)");
  refused("LunarLander-v3", "[4]", "step 0: action 4 is not in Discrete(4)");
  refused("LunarLanderContinuous-v3", "[2]", "step 0: the action has 1 numbers");
  refused("BipedalWalker-v3", "[[0, 0, 0, -1.5]]", "step 0: action -1.5 (number 3) is not in Box");
}

}  // namespace
}  // namespace gymkhana
