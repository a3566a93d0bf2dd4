// SARSA with tiles, computed by hand: two tilings of one tile each over a line, so that tiles are easy to
// tell.
#include <doctest/doctest.h>

#include "agents/registry.h"

using namespace gymkhana;

namespace {

struct Line {
  Line() { rollout.last_observations = ObservationBatch(spec.observation, 1); }

  void step(float x, int action, double reward, bool terminated = false, bool truncated = false,
            float last = 0) {
    rollout.observations[0].write(x);
    rollout.actions.index(0) = action;
    rollout.rewards[0] = reward;
    rollout.terminated[0] = terminated;
    rollout.truncated[0] = truncated;
    rollout.last_observations[0].write(last);
    agent->learn(rollout);
  }

  double q(float x, int action) const {
    ObservationBatch seen(spec.observation, 1);
    seen[0].write(x);
    return agent->look({seen}).action_values[action];
  }

  EnvSpec spec{.observation = box(1, 0, 4), .action = Discrete{2}};
  Workers workers{1};
  std::unique_ptr<Agent> agent =
      standard_agents()
          .find("sarsa_tiles")
          .make({spec, 1, 1, 1'000'000, {}, workers},
                {{"n_tilings", "2"}, {"n_tiles", "4"}, {"gamma", "0.5"}, {"lambda", "0.5"}});
  Rollout rollout{spec, 1, 1};
};

}  // namespace

TEST_CASE("both active tiles move by half of alpha, neighbours share one of them") {
  Line line;
  line.step(1.2f, 0, 8, true);  // alpha .5 in all: .25 per tiling, which is half of the error
  CHECK(line.q(1.2f, 0) == 4);
  CHECK(line.q(1.7f, 0) == 2);  // the same tile of the first tiling only
  CHECK(line.q(1.2f, 1) == 0);
  CHECK(line.q(3, 0) == 0);
}

TEST_CASE("errors reach back along replacing traces") {
  Line line;
  line.step(0.2f, 0, 0);
  line.step(2.2f, 0, 0);
  line.step(3.2f, 1, 8, true);
  CHECK(line.q(3.2f, 1) == 4);
  CHECK(line.q(2.2f, 0) == 4 * 0.25);
  CHECK(line.q(0.2f, 0) == 4 * 0.0625);
}

TEST_CASE("the next action's value counts, and the best one's when time is up") {
  Line line;
  line.step(3.2f, 1, 8, true);
  line.step(0.2f, 0, 2);
  line.step(3.2f, 0, 0, true);
  CHECK(line.q(0.2f, 0) == 1);  // action 0 is worth nothing there
  line.step(0.2f, 1, 2, false, true, 3.2f);
  CHECK(line.q(0.2f, 1) == 0.5 * (2 + 0.5 * 4));
}
