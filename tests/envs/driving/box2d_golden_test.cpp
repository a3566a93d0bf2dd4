// LunarLander and BipedalWalker against recorded episodes of the originals, which ran on Box2D 2.3. Ground
// and start agree; then each version has its own way with hinges at their stops, and contacts add to it:
// landers stay together until they touch down, walkers' hulls for some steps.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/core/registry.h"

using namespace gymkhana;
using Json = nlohmann::json;

namespace {

// The worst of the first `count` numbers.
double difference(const ObservationBatch& seen, const Json& recorded, int count) {
  double worst = 0;
  for (int i = 0; i < count; ++i) {
    worst = std::max(worst, std::abs(seen[0].floats()[i] - recorded[i].get<double>()));
  }
  return worst;
}

void write_action(const Json& action, ActionBatch& actions) {
  if (!actions.continuous()) {
    actions.index(0) = action.get<std::int32_t>();
    return;
  }
  for (int i = 0; i < actions.width(); ++i) actions.values(0)[i] = action.at(i).get<float>();
}

struct Tolerance {
  double start;  ///< of all numbers after reset
  int steps;     ///< how many are compared
  int numbers;   ///< how many of each observation's
  double seen, reward;
};

void compare(const std::string& id, const std::string& file, const Tolerance& tolerance) {
  std::ifstream stream(GYMKHANA_SOURCE_DIR "/tests/golden/box2d/" + file);
  const Json golden = Json::parse(stream);
  const auto world = standard_envs().make(id);
  ObservationBatch seen(world->spec().observation, 1);
  ActionBatch actions(world->spec().action, 1);
  for (const Json& run : golden["runs"]) {
    CAPTURE(run["seed"]);
    Rng rng(run["seed"].get<std::uint64_t>());
    world->reset(rng, seen[0]);
    CHECK(difference(seen, run["reset_obs"], static_cast<int>(run["reset_obs"].size())) < tolerance.start);
    for (int i = 0; i < tolerance.steps; ++i) {
      CAPTURE(i);
      const Json& recorded = run["steps"][i];
      write_action(recorded[0], actions);
      const Step step = world->step(actions[0], rng, seen[0]);
      CHECK(difference(seen, recorded[1], tolerance.numbers) < tolerance.seen);
      CHECK(std::abs(step.reward - recorded[2].get<double>()) < tolerance.reward);
      CHECK(step.terminated == recorded[3].get<bool>());
    }
  }
}

}  // namespace

TEST_CASE("landers start and fly as the recorded ones") {
  const Tolerance tolerance{.start = 3e-4, .steps = 60, .numbers = 8, .seen = 7e-3, .reward = 0.1};
  compare("LunarLander-v3", "LunarLander-v3.json", tolerance);
  compare("LunarLanderContinuous-v3", "LunarLander-v3_continuous=True.json", tolerance);
}

TEST_CASE("walkers start as the recorded ones, on the same ground") {
  compare("BipedalWalker-v3", "BipedalWalker-v3.json",
          {.start = 1e-5, .steps = 10, .numbers = 4, .seen = 0.12, .reward = 0.1});
}
