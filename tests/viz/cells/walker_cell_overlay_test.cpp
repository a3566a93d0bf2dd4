// Values and policy of cells where the walker has a front.
#include "viz/cells/walker_cell_overlay.h"

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/wrappers/wrapper.h"
#include "tests/support/recording_canvas.h"
#include "tests/viz/sessions.h"

namespace gymkhana::viz {
namespace {

using gymkhana::test::RecordingCanvas;
using gymkhana::test::Shape;

constexpr const char* kRoom = "MiniGrid-Empty-5x5-v0";

std::unique_ptr<Env> seen_as_image(const char* id) {
  return standard_envs().make(id, {}, {{"image_only", "true"}});
}

/// Thinks well of whatever has the goal right before it, and steps ahead there.
class GoalSeeker final : public test::LookOnlyAgent {
 public:
  Insight look(const ActorInput& seen) const override {
    ++asked;
    const auto image = seen.observations[seen.first].bytes();
    const bool before_goal = image[(3 * 7 + 5) * 3] == 8;
    return {.policy = {0, before_goal ? 0.0f : 1.0f, before_goal ? 1.0f : 0.0f},
            .value = {before_goal ? 1.0f : 0.0f}};
  }
  mutable int asked = 0;
};

TEST_CASE("environments with a front fit, in wrappers too; others do not") {
  CHECK(WalkerCellOverlay::fits(*standard_envs().make(kRoom)));
  CHECK(WalkerCellOverlay::fits(*seen_as_image(kRoom)));
  CHECK_FALSE(WalkerCellOverlay::fits(*standard_envs().make("FrozenLake-v1")));
}

TEST_CASE("imagining other stances changes nothing") {
  Scene scene(seen_as_image("MiniGrid-DoorKey-5x5-v0"));
  scene.begin(3, Rng(0));
  const auto before = save_state(scene);
  const auto* walker = dynamic_cast<const Stances*>(&innermost(scene.env()));
  const std::vector<Stance> stances = walker->stances();
  CHECK(stances.size() % 4 == 0);
  int different = 0, same = 0;
  const std::vector<std::uint8_t> now(scene.seen()[0].bytes().begin(), scene.seen()[0].bytes().end());
  scene.observe_at(stances, [&](const Stance& stance, const ObservationBatch& seen) {
    const bool equal = std::ranges::equal(seen[0].bytes(), now);
    const Stance own = walker->stance();
    CHECK(own.cell == stance.cell);
    CHECK(own.direction == stance.direction);
    equal ? ++same : ++different;
  });
  CHECK(same >= 1);  // the walker's own
  CHECK(different > 10);
  CHECK(save_state(scene) == before);
}

TEST_CASE("quarters tell the value of looking that way, arrows who goes on") {
  Scene scene(seen_as_image(kRoom));
  scene.begin(0, Rng(0));
  WalkerCellOverlay cells(scene.env());
  const GoalSeeker agent;
  cells.visit(scene);
  ActionBatch hand(scene.spec().action, 1);
  set_numbers(hand, {2});
  scene.step(hand[0]);
  cells.update(agent, scene);
  CHECK(agent.asked == 8 * 4);  // nine cells, of which the goal ends the episode
  RecordingCanvas canvas;
  cells.draw(canvas, scene, 400, 400);
  int quarters = 0, best = 0;
  Color strongest = palette::green;
  strongest.a = 225;
  for (const Shape& shape : canvas.shapes) {
    quarters += shape.kind == "polygon" && shape.color == palette::paper;
    best += shape.kind == "polygon" && shape.color == strongest;
  }
  CHECK(quarters == 7 * 4);                                 // but where the walker stands
  CHECK(best == 2);                                         // left of the goal, and above it
  CHECK(canvas.count("line") == 6);                         // an arrow for each of them
  CHECK(canvas.last("text", palette::slate).words == "1");  // one visit
}

TEST_CASE("the agent is asked again only when something has changed") {
  Scene scene(seen_as_image(kRoom));
  scene.begin(0, Rng(0));
  WalkerCellOverlay cells(scene.env());
  const GoalSeeker agent;
  cells.update(agent, scene);
  ActionBatch hand(scene.spec().action, 1);
  scene.step(hand[0]);  // it turns
  cells.update(agent, scene);
  CHECK(agent.asked == 32);
  cells.new_weights();
  cells.update(agent, scene);
  CHECK(agent.asked == 64);
}

}  // namespace
}  // namespace gymkhana::viz
