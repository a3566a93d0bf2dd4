// Environments of cells: their optima, found by value iteration on their tables.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "envs/core/transition_table.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;

namespace {

std::vector<double> optimal_values(const TransitionTable& table, double discount) {
  std::vector<double> values(table.states());
  for (int sweep = 0; sweep < 1000; ++sweep) {
    for (int state = 0; state < table.states(); ++state) {
      double best = -1e9;
      for (int action = 0; action < table.actions(); ++action) {
        double value = 0;
        for (const Transition& t : table.outcomes(state, action)) {
          value += t.probability * (t.reward + (t.terminated ? 0 : discount * values[t.next_state]));
        }
        best = std::max(best, value);
      }
      values[state] = best;
    }
  }
  return values;
}

}  // namespace

TEST_CASE("GridWorld has the optimum of REINFORCEjs, with and without the cost of steps") {
  const auto free = standard_envs().make("Gymkhana/GridWorld-v0");
  const std::vector<double> values = optimal_values(*free->transitions(), 0.9);
  CHECK(values[0] == doctest::Approx(std::pow(0.9, 16) / (1 - std::pow(0.9, 17))).epsilon(1e-9));
  CHECK(values[55] == doctest::Approx(1.200151436).epsilon(1e-9));
  CHECK(values[33] == doctest::Approx(-0.778).epsilon(1e-3));
  const auto costly = standard_envs().make("Gymkhana/GridWorld-v0", {{"step_cost", "0.01"}});
  CHECK(optimal_values(*costly->transitions(), 0.9)[0] == doctest::Approx(0.122390484).epsilon(1e-8));
}

TEST_CASE("GridWorld has the twelve walls of REINFORCEjs") {
  const auto env = standard_envs().make("Gymkhana/GridWorld-v0");
  const TransitionTable& table = *env->transitions();
  std::vector<bool> entered(100);
  for (int state = 0; state < 100; ++state) {
    for (int action = 0; action < 4; ++action) {
      for (const Transition& t : table.outcomes(state, action)) {
        if (t.next_state != state && t.next_state != 0) entered[t.next_state] = true;
      }
    }
  }
  std::vector<int> walls;
  for (int state = 1; state < 100; ++state) {
    if (!entered[state]) walls.push_back(state);
  }
  CHECK(walls == std::vector<int>{12, 22, 32, 42, 43, 44, 45, 46, 47, 62, 72, 82});
}

TEST_CASE("GridWorld pays on leaving, and a lap of the shortest way takes 17 steps") {
  const auto env = standard_envs().make("Gymkhana/GridWorld-v0");
  ObservationBatch seen(env->spec().observation, 1);
  Rng rng(1);
  env->reset(rng, seen[0]);
  std::array<std::uint8_t, 4> mask;
  env->action_mask(mask);
  CHECK(mask == std::array<std::uint8_t, 4>{0, 0, 1, 1});  // left, up, down, right in the upper left corner

  const auto go = [&](int action) { return env->step(Action(action), rng, seen[0]); };
  constexpr int up = 1, down = 2, left = 0, right = 3;
  for (const int action : {down, right, right, right, right, right, down, down, right, right, down, down,
                           down, left, left, up}) {
    const Step step = go(action);
    CHECK(step.reward == 0);
    CHECK_FALSE(step.truncated);
  }
  CHECK(seen[0].integers()[0] == 55);
  const Step lap = go(up);
  CHECK(lap.reward == 1);
  CHECK(lap.truncated);
  CHECK_FALSE(lap.terminated);
  CHECK(seen[0].integers()[0] == 0);
}

TEST_CASE("the windy way takes 15 steps, 7 as a king, and the maze 14") {
  const EnvRegistry registry = standard_envs();
  const auto windy = registry.make("Gymkhana/WindyGridWorld-v0");
  CHECK(optimal_values(*windy->transitions(), 1)[30] == -15);
  const auto king = registry.make("Gymkhana/WindyGridWorld-v0", {{"kings_moves", "true"}});
  CHECK(optimal_values(*king->transitions(), 1)[30] == -7);
  const auto gusty = registry.make("Gymkhana/WindyGridWorld-v0", {{"stochastic", "true"}});
  CHECK(gusty->transitions()->outcomes(33, 1).size() == 3);
  CHECK(optimal_values(*gusty->transitions(), 1)[30] < -15);
  const auto maze = registry.make("Gymkhana/DynaMaze-v0");
  CHECK(optimal_values(*maze->transitions(), 0.5)[18] == std::pow(0.5, 13));
}

TEST_CASE("cells are drawn in sight") {
  const auto env = standard_envs().make("Gymkhana/DynaMaze-v0");
  test::RecordingCanvas canvas;
  env->draw(canvas);
  CHECK(canvas.count("polygon") == 54);
  CHECK(canvas.all_in_sight(0));
}
