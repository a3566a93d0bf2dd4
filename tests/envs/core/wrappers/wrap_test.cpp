#include "envs/core/wrappers/wrap.h"

#include <doctest/doctest.h>

#include "tests/envs/core/wrappers/slot.h"

using namespace gymkhana;

namespace {

std::string complaint(const std::string& id, const Settings& wrappers) {
  try {
    slot(id, wrappers);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("wrappers go around the environment in the order given") {
  Slot frames_of_repeats =
      slot("Counter-v0", {{"repeat_action", "2"}, {"frame_stack", "2"}}, {{"length", "9"}});
  frames_of_repeats.reset(1);
  frames_of_repeats.step(0);
  CHECK(frames_of_repeats.seen()[0] == 0);  // the older frame
  CHECK(frames_of_repeats.seen()[3] == 2);  // the newer one, two steps on
  Slot repeats_of_frames =
      slot("Counter-v0", {{"frame_stack", "2"}, {"repeat_action", "2"}}, {{"length", "9"}});
  repeats_of_frames.reset(1);
  repeats_of_frames.step(0);
  CHECK(repeats_of_frames.seen()[0] == 1);
  CHECK(repeats_of_frames.seen()[3] == 2);
}

TEST_CASE("the limit counts the environment's own steps, and episodes its own rewards") {
  const auto batch = wrapper_envs().make_batch("Counter-v0", 1, {{"length", "4"}},
                                               {{"repeat_action", "2"}, {"clip_reward", "-1,1"}});
  ObservationBatch observations(batch->spec().observation, 1);
  ActionBatch actions(batch->spec().action, 1);
  double reward = 0;
  std::uint8_t terminated = 0, truncated = 0;
  const StepResults results{{&reward, 1}, {&terminated, 1}, {&truncated, 1}};
  batch->reset(std::vector<std::uint64_t>{0}, observations);
  batch->step(actions, 0, observations, 0, results);
  CHECK(reward == 1);
  CHECK(batch->finished().empty());
  batch->step(actions, 0, observations, 0, results);
  REQUIRE(batch->finished().size() == 1);
  CHECK(batch->finished()[0].length == 4);
  CHECK(batch->finished()[0].total_reward == 1 + 2 + 3 + 4);
  CHECK(terminated == 1);
}

TEST_CASE("a stack is known through wrappers of rewards, not through others") {
  const auto frames = [](const Settings& wrappers) {
    return stacked_frames(*wrapper_envs().make("Counter-v0", {}, wrappers));
  };
  CHECK(frames({{"frame_stack", "3"}}) == 3);
  CHECK(frames({{"frame_stack", "3"}, {"clip_reward", "sign"}, {"clip_reward", "-1,1"}}) == 3);
  CHECK(frames({{"frame_stack", "3"}, {"time_aware", "steps"}}) == 1);
  CHECK(frames({{"clip_reward", "sign"}}) == 1);
}

TEST_CASE("all wrappers together save and load their state") {
  const Settings all = {{"sticky_action", "0.5,1,3"},
                        {"repeat_action", "2"},
                        {"clip_reward", "0,2"},
                        {"time_aware", "steps"},
                        {"frame_stack", "3"}};
  Slot played = slot("Counter-v0", all, {{"length", "50"}}),
       loaded = slot("Counter-v0", all, {{"length", "50"}});
  played.reset(4);
  for (int i = 0; i < 9; ++i) played.step(i % 3);
  load_state(*loaded.env, save_state(*played.env));
  loaded.rng = played.rng;
  for (int i = 0; i < 9; ++i) {
    CHECK(played.step(i % 2).reward == loaded.step(i % 2).reward);
    CHECK(played.seen() == loaded.seen());
  }
}

TEST_CASE("errors name the environment, the wrapper, the value and the mend") {
  CHECK(complaint("Counter-v0", {{"frame_stack", "0"}}) ==
        "Counter-v0: wrapper frame_stack = \"0\": must be >= 1 (observe the last N observations, oldest "
        "first: 4)");
  CHECK(says(complaint("Counter-v0", {{"frame_stak", "2"}}), "did you mean \"frame_stack\""));
  CHECK(says(complaint("Counter-v0", {{"rescale_action", "-1,1"}}), "not in Discrete(3)"));
  CHECK(says(complaint("Counter-v0", {{"clip_action", "true"}}), "not in Discrete(3)"));
  CHECK(says(complaint("Counter-v0", {{"discretize_action", "3"}}), "not in Discrete(3)"));
  CHECK(says(complaint("Counter-v0", {{"time_aware", "fraction"}}), "step limit"));
  CHECK(says(complaint("Counter-v0", {{"time_aware", "yes"}}), "expected steps or fraction"));
  CHECK(says(complaint("Film-v0", {{"time_aware", "steps"}}), "needs observations in a float32 Box"));
  CHECK(says(complaint("Counter-v0", {{"repeat_action", "1.5"}}), "expected a whole number"));
  CHECK(says(complaint("Counter-v0", {{"sticky_action", "1"}}), "must be in [0, 1)"));
  CHECK(says(complaint("Counter-v0", {{"sticky_action", "0.5,3,2"}}), "must be >= 3"));
  CHECK(says(complaint("Counter-v0", {{"clip_reward", "1,-1"}}), "below"));
  CHECK(says(complaint("Counter-v0", {{"clip_reward", "1"}}), "low,high, or sign"));
  CHECK(says(complaint("Echo-v0", {{"rescale_action", "1,1"}}), "below"));
  CHECK(says(complaint("Echo-v0", {{"clip_action", "true"}, {"rescale_action", "-1,1"}}), "finite bounds"));
  CHECK(says(complaint("Echo-v0", {{"discretize_action", "3,3,3"}}), "or 2, one for each"));
  CHECK(says(complaint("Echo-v0", {{"discretize_action", "1"}}), "must be in [2, 10000]"));
  CHECK(says(complaint("Echo-v0", {{"discretize_action", "101"}}), "10201 combinations"));
}

TEST_CASE("discrete observations cannot be stacked") {
  class Room final : public Env {
   public:
    Room() : Env({.observation = Discrete{4}, .action = Discrete{2}}) {}
    void reset(Rng&, Observation) override {}
    Step step(const Action&, Rng&, Observation) override { return {}; }
    void serialize(Archive&) override {}
  };
  CHECK_THROWS_AS(wrap(std::make_unique<Room>(), {{"frame_stack", "2"}}, general_wrappers()), Error);
}

TEST_CASE("normalisation is sent to where it lives") {
  CHECK(says(complaint("Echo-v0", {{"normalize_reward", "true"}}),
             "set normalize_reward = true beside the algorithm's keys"));
}

TEST_CASE("a program's own wrappers stand beside the library's, and are as easily misspelt") {
  class Double final : public Wrapper {
   public:
    explicit Double(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {}
    Step step(const Action& action, Rng& rng, Observation observation) override {
      Step step = Wrapper::step(action, rng, observation);
      step.reward *= 2;
      return step;
    }
  };
  EnvRegistry registry = counters();
  const WrapperEntry entry{"double_reward", "pay each reward twice: true",
                           [](std::unique_ptr<Env> inner, const std::string&) -> std::unique_ptr<Env> {
                             return std::make_unique<Double>(std::move(inner));
                           }};
  registry.wrappers.add(entry);
  Slot doubled(registry, "Counter-v0", {{"double_reward", "true"}});
  doubled.reset(1);
  CHECK(doubled.step(Action(0)).reward == 2);
  CHECK_THROWS_WITH_AS(registry.wrappers.add(entry),
                       "wrapper \"double_reward\" is registered already; give the new one another name",
                       Error);
  CHECK_THROWS_WITH_AS(registry.make("Counter-v0", {}, {{"duble_reward", "true"}}),
                       "unknown wrapper \"duble_reward\"; did you mean \"double_reward\"?", Error);
  CHECK_THROWS_AS(counters().make("Counter-v0", {}, {{"double_reward", "true"}}), Error);
}
