// The laboratory: time, orders, hands.
#include "viz/laboratory.h"

#include <doctest/doctest.h>

#include "tests/viz/minds.h"

namespace gymkhana::viz {
namespace {

using test::setup_for;

constexpr double kPatience = 10;  // seconds of computing: no test may depend on the machine's speed

int state_of(const Laboratory& laboratory) {
  return laboratory.scene().seen()[0].integers()[0];
}

TEST_CASE("worlds run in real time, faster or slower as one likes") {
  Laboratory laboratory(setup_for("CartPole-v1", "ppo"));
  laboratory.tick(0.1, kPatience);  // 50 steps a second
  CHECK(laboratory.scene().now() == 5);
  laboratory.press("minus");
  CHECK(laboratory.speed() == 0.5);
  laboratory.tick(0.08, kPatience);
  CHECK(laboratory.scene().now() == 7);
  laboratory.press("plus");
  laboratory.press("plus");
  CHECK(laboratory.speed() == 2);
  CHECK(laboratory.showing().status == "2x");
}

TEST_CASE("space pauses, S takes one step") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  laboratory.press("space");
  CHECK(laboratory.paused());
  laboratory.tick(10, kPatience);
  CHECK(laboratory.scene().now() == 0);
  laboratory.press("s");
  CHECK(laboratory.scene().now() == 1);
  CHECK(state_of(laboratory) == 24);  // up from the start
  laboratory.press("space");
  laboratory.tick(0.25, kPatience);
  CHECK(laboratory.scene().now() == 2);
}

TEST_CASE("an ended episode stays in view for a moment, then the next one begins") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 13; ++i) laboratory.press("s");
  CHECK(laboratory.scene().over());
  REQUIRE(laboratory.episodes().size() == 1);
  CHECK(laboratory.episodes()[0].total == -13);
  CHECK(laboratory.episodes()[0].length == 13);
  laboratory.press("space");
  laboratory.tick(0.1, kPatience);
  CHECK(laboratory.scene().over());
  laboratory.tick(1, kPatience);
  CHECK(laboratory.scene().now() == 0);
}

TEST_CASE("winding back, and going on from there") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 5; ++i) laboratory.press("s");
  const int there = state_of(laboratory);
  laboratory.press("comma");
  laboratory.press("comma");
  CHECK(laboratory.scene().now() == 3);
  CHECK(laboratory.showing().status == "wound back");
  laboratory.press("period");
  laboratory.press("end");
  CHECK(laboratory.scene().now() == 5);
  CHECK(state_of(laboratory) == there);
  laboratory.press("home");
  CHECK(laboratory.scene().now() == 0);
  CHECK(state_of(laboratory) == 36);
  laboratory.press("s");  // goes on: the rest is forgotten
  CHECK(laboratory.scene().length() == 1);
}

TEST_CASE("winding to a moment pauses, and keeps within the episode") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 5; ++i) laboratory.press("s");
  laboratory.press("space");
  laboratory.wind_to(2);
  CHECK(laboratory.paused());
  CHECK(laboratory.scene().now() == 2);
  laboratory.wind_to(99);
  CHECK(laboratory.scene().now() == 5);
  laboratory.wind_to(-1);
  CHECK(laboratory.scene().now() == 0);
}

TEST_CASE("who takes over plays on from there, whatever stood still") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  laboratory.tick(1, kPatience);
  laboratory.press("comma");
  CHECK(laboratory.paused());
  laboratory.press("up");
  CHECK_FALSE(laboratory.paused());
  laboratory.press("comma");
  laboratory.press("r");
  CHECK_FALSE(laboratory.paused());
  laboratory.press("space");
  laboratory.press("comma");
  laboratory.press("up");
  CHECK_FALSE(laboratory.paused());
}

TEST_CASE("strokes while a world that waits stands still do not pile up") {
  Laboratory laboratory(setup_for("CliffWalking-v1"));
  laboratory.press("p");
  CHECK(laboratory.paused());
  laboratory.press("up");
  laboratory.tick(0.01, kPatience);
  CHECK(laboratory.scene().now() == 1);
}

TEST_CASE("a person may pause a world that runs by itself, hold a key and step on") {
  Laboratory laboratory(setup_for("CartPole-v1"));
  laboratory.press("p");
  laboratory.press("left");
  CHECK(laboratory.paused());
  laboratory.press("s");
  CHECK(laboratory.scene().now() == 1);
}

TEST_CASE("N shows worlds that were not seen before, in every slot") {
  Laboratory laboratory(setup_for("CartPole-v1", "ppo", 4));
  const std::uint64_t first = laboratory.scene().seed();
  laboratory.press("n");
  CHECK(laboratory.scene().seed() == first + 4);
}

TEST_CASE("arrow keys take over from the agent, shift gives back") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  laboratory.press("up");
  CHECK(laboratory.person_plays());
  laboratory.tick(0.01, kPatience);
  CHECK(state_of(laboratory) == 24);
  laboratory.tick(1, kPatience);  // the world waits for the next stroke
  CHECK(laboratory.scene().now() == 1);
  laboratory.release("up");
  laboratory.press("up");
  laboratory.tick(0.01, kPatience);
  CHECK(state_of(laboratory) == 12);
  CHECK(laboratory.showing().actor.starts_with("you"));
  laboratory.press("shift");
  laboratory.press("plus");  // typed with shift on many keyboards
  laboratory.release("shift");
  CHECK(laboratory.person_plays());
  laboratory.press("minus");
  laboratory.press("shift");
  laboratory.release("shift");
  CHECK_FALSE(laboratory.person_plays());
  laboratory.tick(0.3, kPatience);
  CHECK(laboratory.scene().now() == 3);
}

TEST_CASE("while a person plays, the world's keys come before those of the laboratory") {
  Laboratory laboratory(setup_for("Blackjack-v1"));
  CHECK(laboratory.person_plays());
  laboratory.press("s");  // stick, not: one step
  CHECK_FALSE(laboratory.paused());
  laboratory.tick(0.01, kPatience);
  CHECK(laboratory.scene().over());
  laboratory.press("shift");
  laboratory.release("shift");  // there is no one to give it back to
  CHECK(laboratory.person_plays());
}

TEST_CASE("a world that does not wait goes on when no key is pressed") {
  Laboratory laboratory(setup_for("MountainCar-v0"));
  laboratory.tick(0.1, kPatience);
  CHECK(laboratory.scene().now() == 3);  // 30 steps a second
  CHECK(laboratory.scene().actions().back() == std::vector<double>{1});
  laboratory.press("right");
  laboratory.tick(0.1, kPatience);
  CHECK(laboratory.scene().actions().back() == std::vector<double>{2});
}

TEST_CASE("all that a person plays is kept, each episode with a seed of its own") {
  LaboratorySetup setup = setup_for("CliffWalking-v1");
  setup.seed = 3;
  Laboratory laboratory(std::move(setup));
  const auto play = [&laboratory](const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
      laboratory.press(key);
      laboratory.release(key);
      laboratory.tick(0.01, kPatience);
    }
  };
  const std::vector<std::string> across(11, "right");
  CHECK(laboratory.played().empty());
  play({"up"});
  play(across);
  play({"down"});
  CHECK(laboratory.scene().over());
  laboratory.tick(1, kPatience);  // on to the next episode
  CHECK(laboratory.scene().seed() == 4);
  play({"up", "right", "r"});  // broken off
  play({"up", "up", "up"});
  laboratory.press("comma");
  laboratory.press("comma");
  play({"right"});  // decided otherwise
  laboratory.press("comma");
  play({"n", "n"});
  play({"left"});
  laboratory.press("comma");
  const std::vector<PlayedEpisode> played = laboratory.played();
  REQUIRE(played.size() == 4);  // those without a step are left out
  CHECK(played[0].seed == 3);
  CHECK(played[0].actions.size() == 13);
  CHECK(played[1].seed == 4);
  CHECK(played[1].actions == std::vector<std::vector<double>>{{0}, {1}});
  CHECK(played[2].seed == 4);
  CHECK(played[2].actions == std::vector<std::vector<double>>{{0}, {1}});
  CHECK(played[3].seed == 6);
  CHECK(played[3].actions == std::vector<std::vector<double>>{{3}});
}

TEST_CASE("an episode that is wound back from its end counts once") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 13; ++i) laboratory.press("s");
  laboratory.press("home");
  CHECK(laboratory.episodes().size() == 1);
  for (int i = 0; i < 13; ++i) laboratory.press("s");
  CHECK(laboratory.episodes().size() == 1);
}

TEST_CASE("R begins again, N goes to the next seed") {
  Laboratory laboratory(setup_for("FrozenLake-v1", "value_iteration"));
  for (int i = 0; i < 3; ++i) laboratory.press("s");
  const int first = state_of(laboratory);
  laboratory.press("r");
  CHECK(laboratory.scene().now() == 0);
  for (int i = 0; i < 3; ++i) laboratory.press("s");
  CHECK(state_of(laboratory) == first);
  laboratory.press("n");
  CHECK(laboratory.scene().seed() == 1);
}

TEST_CASE("several worlds side by side, chosen by number") {
  Laboratory laboratory(setup_for("CartPole-v1", "ppo", 4));
  CHECK(laboratory.showing().scenes.size() == 4);
  laboratory.press("3");
  CHECK(laboratory.selected() == 2);
  CHECK(laboratory.scene().seed() == 2);
  laboratory.press("9");  // there is none
  CHECK(laboratory.selected() == 2);
  laboratory.press("t");
  CHECK(laboratory.showing().scenes.size() == 1);
  CHECK(laboratory.showing().scenes[0] == &laboratory.scene());
  laboratory.tick(0.1, kPatience);
  laboratory.press("1");
  CHECK(laboratory.scene().now() == 5);  // the others run as well
}

TEST_CASE("more worlds than there are numbers, one after another") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration", 16));
  laboratory.press("0");
  CHECK(laboratory.selected() == 9);
  for (int i = 0; i < 6; ++i) laboratory.press("pagedown");
  CHECK(laboratory.selected() == 15);
  laboratory.press("pagedown");
  CHECK(laboratory.selected() == 0);
  laboratory.press("pageup");
  CHECK(laboratory.selected() == 15);
}

TEST_CASE("Tab goes through the overlays that have something to show") {
  Laboratory plain(setup_for("CartPole-v1", "ppo"));
  CHECK(plain.overlay() == Overlay::mind);
  plain.press("tab");
  CHECK(plain.overlay() == Overlay::plain);
  plain.press("tab");
  CHECK(plain.overlay() == Overlay::mind);
  Laboratory cells(setup_for("CliffWalking-v1", "value_iteration"));
  cells.press("tab");
  CHECK(cells.overlay() == Overlay::cells);
  Laboratory driver(setup_for("Gymkhana/CarTraffic-v0", "ppo"));
  driver.press("tab");
  CHECK(driver.overlay() == Overlay::around);
  driver.press("tab");
  CHECK(driver.overlay() == Overlay::plain);  // it sees no pictures
}

TEST_CASE("curves of training may be asked for before there are any") {
  LaboratorySetup early = setup_for("CartPole-v1", "ppo");
  early.overlay = Overlay::learning;
  Laboratory laboratory(std::move(early));
  CHECK(laboratory.overlay() == Overlay::learning);
  LaboratorySetup nowhere = setup_for("CartPole-v1", "ppo");
  nowhere.overlay = Overlay::around;
  CHECK(Laboratory(std::move(nowhere)).overlay() == Overlay::mind);
}

TEST_CASE("F1 shows the keys, the world's own among them") {
  Laboratory laboratory(setup_for("CliffWalking-v1", "value_iteration"));
  CHECK(laboratory.showing().help.empty());
  laboratory.press("f1");
  CHECK(laboratory.showing().help.front().keys == "F1");
  CHECK(laboratory.showing().help.back().keys == "left");
  CHECK(laboratory.showing().help.back().meaning == "left");
}

TEST_CASE("the list of keys leaves out those that play the world") {
  const auto keys_for = [](const char* meaning, const std::vector<std::string>& taken) {
    for (const HelpLine& line : key_help(taken, true, true)) {
      if (line.meaning == meaning) return line.keys;
    }
    return std::string();
  };
  CHECK(keys_for("next panels", {}) == "tab, F3");
  CHECK(keys_for("next panels", {"tab", "shift"}) == "F3");
  CHECK(keys_for("take over, give back", {"tab", "shift"}) == "F2");
  CHECK(keys_for("wind back, forth; or drag the bar below", {}) == "comma, period");
  Laboratory room(setup_for("MiniGrid-Empty-5x5-v0"));
  room.press("f1");
  for (const HelpLine& line : room.showing().help) {
    if (line.meaning == "next panels") CHECK(line.keys == "F3");
    CHECK(line.meaning != "take over, give back");   // from whom?
    CHECK(line.meaning != "one world, all worlds");  // there is one
  }
}

TEST_CASE("the window's own orders are handed on") {
  Laboratory laboratory(setup_for("CartPole-v1", "ppo"));
  CHECK(laboratory.press("q")->command == Command::close);
  CHECK(laboratory.press("d")->command == Command::toggle_theme);
  CHECK_FALSE(laboratory.press("k"));
}

}  // namespace
}  // namespace gymkhana::viz
