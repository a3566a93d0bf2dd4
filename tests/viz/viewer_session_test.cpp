// The viewer session: time, commands, keys.
#include "viz/viewer_session.h"

#include <doctest/doctest.h>

#include "tests/agents/parity_agent.h"
#include "tests/viz/sessions.h"

namespace gymkhana::viz {
namespace {

using test::setup_for;

constexpr double kPatience = 10;  // seconds of computing: no test may depend on the machine's speed

int state_of(const ViewerSession& session) {
  return session.scene().seen()[0].integers()[0];
}

TEST_CASE("environments run in real time, faster or slower as one likes") {
  ViewerSession session(setup_for("CartPole-v1", "ppo"));
  session.tick(0.1, kPatience);  // 50 steps a second
  CHECK(session.scene().now() == 5);
  session.press("minus");
  CHECK(session.speed() == 0.5);
  session.tick(0.08, kPatience);
  CHECK(session.scene().now() == 7);
  session.press("plus");
  session.press("plus");
  CHECK(session.speed() == 2);
  CHECK(session.content().status == "2x");
}

TEST_CASE("space pauses, S takes one step") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  session.press("space");
  CHECK(session.paused());
  session.tick(10, kPatience);
  CHECK(session.scene().now() == 0);
  session.press("s");
  CHECK(session.scene().now() == 1);
  CHECK(state_of(session) == 24);  // up from the start
  session.press("space");
  session.tick(0.25, kPatience);
  CHECK(session.scene().now() == 2);
}

TEST_CASE("an ended episode stays in view for a moment, then the next one begins") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 13; ++i) session.press("s");
  CHECK(session.scene().over());
  REQUIRE(session.episodes().size() == 1);
  CHECK(session.episodes()[0].total == -13);
  CHECK(session.episodes()[0].length == 13);
  session.press("space");
  session.tick(0.1, kPatience);
  CHECK(session.scene().over());
  session.tick(1, kPatience);
  CHECK(session.scene().now() == 0);
}

TEST_CASE("rewinding, and going on from there") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 5; ++i) session.press("s");
  const int there = state_of(session);
  session.press("comma");
  session.press("comma");
  CHECK(session.scene().now() == 3);
  CHECK(session.content().status == "rewound");
  session.press("period");
  session.press("end");
  CHECK(session.scene().now() == 5);
  CHECK(state_of(session) == there);
  session.press("home");
  CHECK(session.scene().now() == 0);
  CHECK(state_of(session) == 36);
  session.press("s");  // goes on: the rest is forgotten
  CHECK(session.scene().length() == 1);
}

TEST_CASE("seeking to a moment pauses, and keeps within the episode") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 5; ++i) session.press("s");
  session.press("space");
  session.seek(2);
  CHECK(session.paused());
  CHECK(session.scene().now() == 2);
  session.seek(99);
  CHECK(session.scene().now() == 5);
  session.seek(-1);
  CHECK(session.scene().now() == 0);
}

TEST_CASE("who takes over plays on from there, whatever stood still") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  session.tick(1, kPatience);
  session.press("comma");
  CHECK(session.paused());
  session.press("up");
  CHECK_FALSE(session.paused());
  session.press("comma");
  session.press("r");
  CHECK_FALSE(session.paused());
  session.press("space");
  session.press("comma");
  session.press("up");
  CHECK_FALSE(session.paused());
}

/// A session in which the agent's value is the number of steps that it remembers.
ViewerSession counting_session() {
  const auto make_env = [] { return standard_envs().make("CliffWalking-v1"); };
  return ViewerSession(
      {.make_env = make_env,
       .agent_view = std::make_unique<AgentView>(std::make_unique<ParityAgent>(), make_env()->spec(), true),
       .agent_name = "parity"});
}

double remembered(const ViewerSession& session) {
  CHECK(session.scene().memory()[0] == session.content().insight.value[0]);
  return session.content().insight.value[0];
}

TEST_CASE("rewinding rewinds what the agent remembers") {
  ViewerSession session = counting_session();
  CHECK(remembered(session) == 0);
  for (int i = 0; i < 20; ++i) session.press("s");
  CHECK(remembered(session) == 20);
  session.seek(3);
  CHECK(remembered(session) == 3);
  session.press("s");  // goes on: the rest is forgotten
  CHECK(remembered(session) == 4);
  CHECK(session.scene().actions()[3] == std::vector<double>{1});  // an odd step
  session.seek(0);
  CHECK(remembered(session) == 0);
  session.seek(4);
  CHECK(remembered(session) == 4);
  session.press("r");
  CHECK(remembered(session) == 0);
}

TEST_CASE("an agent remembers on while a person plays") {
  ViewerSession session = counting_session();
  session.press("s");
  session.press("s");
  session.press("up");  // takes over
  session.tick(0.01, kPatience);
  REQUIRE(session.scene().now() == 3);
  CHECK(remembered(session) == 3);
}

TEST_CASE("strokes while an environment that waits stands still do not pile up") {
  ViewerSession session(setup_for("CliffWalking-v1"));
  session.press("p");
  CHECK(session.paused());
  session.press("up");
  session.tick(0.01, kPatience);
  CHECK(session.scene().now() == 1);
}

TEST_CASE("a person may pause an environment that runs by itself, hold a key and step on") {
  ViewerSession session(setup_for("CartPole-v1"));
  session.press("p");
  session.press("left");
  CHECK(session.paused());
  session.press("s");
  CHECK(session.scene().now() == 1);
}

TEST_CASE("N shows environments that were not seen before, in every slot") {
  ViewerSession session(setup_for("CartPole-v1", "ppo", 4));
  const std::uint64_t first = session.scene().seed();
  session.press("n");
  CHECK(session.scene().seed() == first + 4);
}

TEST_CASE("arrow keys take over from the agent, shift gives back") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  session.press("up");
  CHECK(session.person_plays());
  session.tick(0.01, kPatience);
  CHECK(state_of(session) == 24);
  session.tick(1, kPatience);  // the environment waits for the next stroke
  CHECK(session.scene().now() == 1);
  session.release("up");
  session.press("up");
  session.tick(0.01, kPatience);
  CHECK(state_of(session) == 12);
  CHECK(session.content().actor.starts_with("you"));
  session.press("shift");
  session.press("plus");  // typed with shift on many keyboards
  session.release("shift");
  CHECK(session.person_plays());
  session.press("minus");
  session.press("shift");
  session.release("shift");
  CHECK_FALSE(session.person_plays());
  session.tick(0.3, kPatience);
  CHECK(session.scene().now() == 3);
}

TEST_CASE("while a person plays, the environment's keys come before those of the viewer session") {
  ViewerSession session(setup_for("Blackjack-v1"));
  CHECK(session.person_plays());
  session.press("s");  // stick, not: one step
  CHECK_FALSE(session.paused());
  session.tick(0.01, kPatience);
  CHECK(session.scene().over());
  session.press("shift");
  session.release("shift");  // there is no one to give it back to
  CHECK(session.person_plays());
}

TEST_CASE("an environment that does not wait goes on when no key is pressed") {
  ViewerSession session(setup_for("MountainCar-v0"));
  session.tick(0.1, kPatience);
  CHECK(session.scene().now() == 3);  // 30 steps a second
  CHECK(session.scene().actions().back() == std::vector<double>{1});
  session.press("right");
  session.tick(0.1, kPatience);
  CHECK(session.scene().actions().back() == std::vector<double>{2});
}

TEST_CASE("all that a person plays is kept, each episode with a seed of its own") {
  SessionSetup setup = setup_for("CliffWalking-v1");
  setup.seed = 3;
  ViewerSession session(std::move(setup));
  const auto play = [&session](const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
      session.press(key);
      session.release(key);
      session.tick(0.01, kPatience);
    }
  };
  const std::vector<std::string> across(11, "right");
  CHECK(session.played().empty());
  play({"up"});
  play(across);
  play({"down"});
  CHECK(session.scene().over());
  session.tick(1, kPatience);  // on to the next episode
  CHECK(session.scene().seed() == 4);
  play({"up", "right", "r"});  // broken off
  play({"up", "up", "up"});
  session.press("comma");
  session.press("comma");
  play({"right"});  // decided otherwise
  session.press("comma");
  play({"n", "n"});
  play({"left"});
  session.press("comma");
  const std::vector<PlayedEpisode> played = session.played();
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

TEST_CASE("an episode that is rewound from its end counts once") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 13; ++i) session.press("s");
  session.press("home");
  CHECK(session.episodes().size() == 1);
  for (int i = 0; i < 13; ++i) session.press("s");
  CHECK(session.episodes().size() == 1);
}

TEST_CASE("R begins again, N goes to the next seed") {
  ViewerSession session(setup_for("FrozenLake-v1", "value_iteration"));
  for (int i = 0; i < 3; ++i) session.press("s");
  const int first = state_of(session);
  session.press("r");
  CHECK(session.scene().now() == 0);
  for (int i = 0; i < 3; ++i) session.press("s");
  CHECK(state_of(session) == first);
  session.press("n");
  CHECK(session.scene().seed() == 1);
}

TEST_CASE("several environments side by side, chosen by number") {
  ViewerSession session(setup_for("CartPole-v1", "ppo", 4));
  CHECK(session.content().scenes.size() == 4);
  session.press("3");
  CHECK(session.selected() == 2);
  CHECK(session.scene().seed() == 2);
  session.press("9");  // there is none
  CHECK(session.selected() == 2);
  session.press("t");
  CHECK(session.content().scenes.size() == 1);
  CHECK(session.content().scenes[0] == &session.scene());
  session.tick(0.1, kPatience);
  session.press("1");
  CHECK(session.scene().now() == 5);  // the others run as well
}

TEST_CASE("more environments than there are numbers, one after another") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration", 16));
  session.press("0");
  CHECK(session.selected() == 9);
  for (int i = 0; i < 6; ++i) session.press("pagedown");
  CHECK(session.selected() == 15);
  session.press("pagedown");
  CHECK(session.selected() == 0);
  session.press("pageup");
  CHECK(session.selected() == 15);
}

TEST_CASE("Tab goes through the overlays that have something to show") {
  ViewerSession plain(setup_for("CartPole-v1", "ppo"));
  CHECK(plain.overlay() == Overlay::agent);
  plain.press("tab");
  CHECK(plain.overlay() == Overlay::plain);
  plain.press("tab");
  CHECK(plain.overlay() == Overlay::agent);
  ViewerSession cells(setup_for("CliffWalking-v1", "value_iteration"));
  cells.press("tab");
  CHECK(cells.overlay() == Overlay::cells);
  ViewerSession driver(setup_for("Gymkhana/CarTraffic-v0", "ppo"));
  driver.press("tab");
  CHECK(driver.overlay() == Overlay::around);
  driver.press("tab");
  CHECK(driver.overlay() == Overlay::plain);  // it sees no pictures
}

TEST_CASE("curves of training may be asked for before there are any") {
  SessionSetup early = setup_for("CartPole-v1", "ppo");
  early.overlay = Overlay::learning;
  ViewerSession session(std::move(early));
  CHECK(session.overlay() == Overlay::learning);
  SessionSetup nowhere = setup_for("CartPole-v1", "ppo");
  nowhere.overlay = Overlay::around;
  CHECK(ViewerSession(std::move(nowhere)).overlay() == Overlay::agent);
}

TEST_CASE("F1 shows the keys, the environment's own among them") {
  ViewerSession session(setup_for("CliffWalking-v1", "value_iteration"));
  CHECK(session.content().help.empty());
  session.press("f1");
  CHECK(session.content().help.front().keys == "F1");
  CHECK(session.content().help.back().keys == "left");
  CHECK(session.content().help.back().meaning == "left");
}

TEST_CASE("the list of keys leaves out those that play the environment") {
  const auto keys_for = [](const char* meaning, const std::vector<std::string>& taken) {
    for (const HelpLine& line : key_help(taken, true, true)) {
      if (line.meaning == meaning) return line.keys;
    }
    return std::string();
  };
  CHECK(keys_for("next panels", {}) == "tab, F3");
  CHECK(keys_for("next panels", {"tab", "shift"}) == "F3");
  CHECK(keys_for("take control, give it back", {"tab", "shift"}) == "F2");
  CHECK(keys_for("one step back, forward; or drag the bar below", {}) == "comma, period");
  ViewerSession room(setup_for("MiniGrid-Empty-5x5-v0"));
  room.press("f1");
  for (const HelpLine& line : room.content().help) {
    if (line.meaning == "next panels") CHECK(line.keys == "F3");
    CHECK(line.meaning != "take control, give it back");         // from whom?
    CHECK(line.meaning != "one environment, all environments");  // there is one
  }
}

TEST_CASE("the window's own commands are handed on") {
  ViewerSession session(setup_for("CartPole-v1", "ppo"));
  CHECK(session.press("q")->command == Command::close);
  CHECK(session.press("d")->command == Command::toggle_theme);
  CHECK_FALSE(session.press("k"));
}

}  // namespace
}  // namespace gymkhana::viz
