// Values, arrows and visits on environments of cells.
#include "viz/cells/state_cell_overlay.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "agents/registry.h"
#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "envs/core/shown/places.h"
#include "envs/core/transition_table.h"
#include "tests/support/recording_canvas.h"
#include "tests/viz/sessions.h"

namespace gymkhana::viz {
namespace {

using gymkhana::test::RecordingCanvas;

std::optional<Point> place_of(const Env& env, int state) {
  return dynamic_cast<const Places&>(env).place_of(state);
}

TEST_CASE("moves have headings by their names") {
  CHECK(heading_of("up").y == 1);
  CHECK(heading_of("west").x == -1);
  CHECK(heading_of("down-right").x == doctest::Approx(0.7071).epsilon(0.001));
  CHECK(heading_of("down-right").y == doctest::Approx(-0.7071).epsilon(0.001));
  CHECK(heading_of("up right").x == doctest::Approx(0.7071).epsilon(0.001));
  CHECK(heading_of("pick up").x == 0);
  CHECK(heading_of("pick up").y == 0);
}

TEST_CASE("environments of cells tell where their states stand; others do not") {
  const EnvRegistry envs = standard_envs();
  CHECK(StateCellOverlay::fits(*envs.make("CliffWalking-v1")));
  CHECK(StateCellOverlay::fits(*envs.make("FrozenLake-v1")));
  CHECK_FALSE(StateCellOverlay::fits(*envs.make("CartPole-v1")));
  CHECK_FALSE(StateCellOverlay::fits(*envs.make("Blackjack-v1")));
  const auto cliff = envs.make("CliffWalking-v1");
  CHECK(place_of(*cliff, 36)->x == 0.5);
  CHECK(place_of(*cliff, 36)->y == 0.5);
  CHECK(place_of(*cliff, 0)->y == 3.5);
  CHECK_FALSE(place_of(*cliff, 40));  // the cliff
  const auto taxi = envs.make("Taxi-v4");
  Rng rng(0);
  ObservationBatch seen(taxi->spec().observation, 1);
  taxi->reset(rng, seen[0]);
  int places = 0;
  for (int state = 0; state < 500; ++state) places += place_of(*taxi, state).has_value();
  CHECK(places == 23);  // of the taxi, for this passenger and destination, but where these two are
}

TEST_CASE("a planner's values of FrozenLake") {
  const EnvRegistry envs = standard_envs();
  Scene scene(envs.make("FrozenLake-v1", {{"is_slippery", "false"}}));
  scene.begin(0, Rng(0));
  const Env& lake = scene.env();
  Workers workers(1);
  const auto agent =
      standard_agents()
          .find("value_iteration")
          .make({.env = lake.spec(), .workers = workers, .transitions = lake.transitions()}, {});
  agent->learn({});
  StateCellOverlay cells(lake);
  cells.visit(scene);
  cells.update(*agent, scene);
  RecordingCanvas canvas;
  cells.draw(canvas, scene, 400, 400);
  int squares = 0;
  for (const auto& shape : canvas.shapes) squares += shape.kind == "polygon" && shape.color == palette::paper;
  CHECK(squares == 10);  // 16 cells without 4 holes, the goal, and the start, where the walker stands
  CHECK(canvas.last("text", palette::slate).words == "1");  // one visit
  CHECK(canvas.count("line") >= 3 * 11);                    // an arrow each

  RecordingCanvas small;
  cells.draw(small, scene, 100, 100);
  CHECK(small.count("text") == 0);  // no room for numbers
}

/// Takes note of the masks that it is asked under.
class Witness final : public test::LookOnlyAgent {
 public:
  Insight look(const ActorInput& seen) const override {
    masks.emplace_back(seen.mask().begin(), seen.mask().end());
    states.push_back(seen.observations[seen.first].integers()[0]);
    return {.policy = std::vector<float>(6, 0)};
  }
  mutable std::vector<std::vector<std::uint8_t>> masks;
  mutable std::vector<int> states;
};

TEST_CASE("an agent is asked about each state under that state's mask") {
  Scene scene(standard_envs().make("Taxi-v4"));
  scene.begin(0, Rng(0));
  const Witness witness;
  StateCellOverlay(scene.env()).update(witness, scene);
  REQUIRE(witness.masks.size() == 23);
  const auto all = scene.env().transitions()->masks();
  for (std::size_t i = 0; i < witness.masks.size(); ++i)
    CHECK(std::ranges::equal(witness.masks[i], all.subspan(6 * witness.states[i], 6)));
}

}  // namespace
}  // namespace gymkhana::viz
