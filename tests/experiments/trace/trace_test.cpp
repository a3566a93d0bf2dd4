#include "experiments/trace/trace.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kGolden = fs::path(GYMKHANA_SOURCE_DIR) / "tests" / "golden";

// Box2D 2.4 differs from the recordings' 2.3 in the last digits, and contacts amplify that.
bool amplifies_rounding(const std::string& env) {
  return env.starts_with("LunarLander") || env.starts_with("BipedalWalker");
}

// Equal structure, integers, booleans and texts; floats within 1e-6 relative. Returns where they differ
// first.
std::string first_difference(const json& ours, const json& theirs, const std::string& place) {
  if (ours.is_number_float() && theirs.is_number_float()) {
    const double a = ours, b = theirs;
    return std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b)) ? "" : place;
  }
  if (ours.type() != theirs.type() && !(ours.is_number_integer() && theirs.is_number_integer())) return place;
  if (!ours.is_structured()) return ours == theirs ? "" : place;
  if (ours.size() != theirs.size()) return place + " (size)";
  auto a = ours.begin();
  int i = 0;
  for (auto b = theirs.begin(); b != theirs.end(); ++a, ++b, ++i) {
    const std::string difference = first_difference(*a, *b, place + "/" + std::to_string(i));
    if (!difference.empty()) return difference;
  }
  return "";
}

TEST_CASE("every recording of a known environment is reproduced") {
  const EnvRegistry envs = standard_envs();
  const std::vector<std::string> known = envs.ids();
  int compared = 0;
  for (const fs::directory_entry& file : fs::directory_iterator(kGolden)) {
    if (file.path().extension() != ".json") continue;
    const json golden = json::parse(std::ifstream(file.path()));
    if (!golden.is_object() || !golden.contains("runs") || !golden["runs"][0].contains("steps")) continue;
    const std::string env = golden["env"];
    if (std::find(known.begin(), known.end(), env) == known.end() || amplifies_rounding(env)) continue;
    const Recording recording = read_recording(file.path());
    const json ours =
        json::parse(trace_json(envs, {.env = env, .options = recording.options, .runs = recording.runs}));
    CHECK(ours["env"] == golden["env"]);
    CHECK(ours["kwargs"] == golden["kwargs"]);
    const std::string difference =
        first_difference(ours["runs"], golden["runs"], file.path().filename().string());
    CHECK_MESSAGE(difference.empty(), difference);
    ++compared;
  }
  CHECK(compared > 0);
}

TEST_CASE("a trace is written as the recordings are, byte for byte") {
  const fs::path file = kGolden / "CartPole-v1.json";
  const ProgramRun run = run_program("trace CartPole-v1 --actions '" + file.string() + "'");
  CHECK(run.status == 0);
  const std::string golden = read_text(file);
  const std::size_t first = golden.find("\"runs\""), last = golden.find("]]}", first) + 3;
  CHECK(run.out.starts_with(R"({"env":"CartPole-v1","kwargs":{},"runs":[{"seed":0,"reset_obs":[0.0136961)"));
  CHECK(run.out.substr(run.out.find("\"runs\""), 2000) == golden.substr(first, last - first).substr(0, 2000));
}

TEST_CASE("a recording plays whole, with its options, or the run of one seed") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "two.json",
             R"({"env": "Pendulum-v1", "kwargs": {"g": 9.81}, "runs": [
               {"seed": 3, "steps": [[[0.5], 0, 0, false, false], ["reset", 0]]},
               {"seed": 4, "steps": [[[1], 0, 0, false, false], [[-1], 0, 0, false, false]]}]})");
  const auto traced = [&](const std::string& flags) {
    return json::parse(run_program("trace Pendulum-v1 --actions two.json " + flags, scratch.path()).out);
  };
  const json both = traced("");
  CHECK(both["kwargs"]["g"] == 9.81);
  REQUIRE(both["runs"].size() == 2);
  CHECK(both["runs"][0]["seed"] == 3);
  CHECK(both["runs"][1]["steps"].size() == 2);
  const json one = traced("--seed 4 --env.g 1");
  CHECK(one["kwargs"]["g"] == 1);
  REQUIRE(one["runs"].size() == 1);
  CHECK(one["runs"][0]["steps"][1][0] == json::array({-1.0}));

  check_refused(run_program("trace Pendulum-v1 --actions two.json --seed 5", scratch.path()),
                "has no run of seed 5; its seeds are: 3 4");
  check_refused(run_program("trace CartPole-v1 --actions two.json", scratch.path()),
                "was recorded in Pendulum-v1");
}

TEST_CASE("a trace without observations keeps what plays it again") {
  const TemporaryDirectory scratch;
  const TraceRequest request{
      .env = "MinAtar/Breakout-v1", .observations = false, .runs = {{7, {{1}, {2}, {0}}}}};
  const std::string text = trace_json(standard_envs(), request);
  CHECK(json::parse(text)["runs"][0]["steps"][0] == json::array({1, nullptr, 0, false, false}));
  write_text(scratch.path() / "short.json", text);
  const Recording read = read_recording(scratch.path() / "short.json");
  CHECK(read.env == request.env);
  REQUIRE(read.runs.size() == 1);
  CHECK(read.runs[0].seed == 7);
  CHECK(read.runs[0].actions == request.runs[0].actions);
}

TEST_CASE("a recording is played again, and what differs is named") {
  const TemporaryDirectory scratch;
  const auto check = [&](const std::string& file) { return run_program("trace " + file, scratch.path()); };
  const std::vector<std::vector<double>> right = {{0}, {1}};
  const std::string text = trace_json(standard_envs(), {.env = "CliffWalking-v1",
                                                        .wrappers = {{"repeat_action", "2"}},
                                                        .runs = {{5, right}, {5, right}, {6, {{1}, {1}}}}});
  write_text(scratch.path() / "mine.json", text);
  const ProgramRun whole = check("mine.json");
  CHECK(whole.status == 0);
  CHECK(whole.out == "mine.json: all 3 episodes and 6 steps of CliffWalking-v1 agree\n");
  CHECK(run_program("trace CliffWalking-v1 --actions mine.json", scratch.path()).out == text + "\n");
  CHECK(check("mine.json --seed 5").out.find("all 2 episodes and 4 steps") != std::string::npos);

  check_refused(check("mine.json --seed 7"), "has no run of seed 7; its seeds are: 5 5 6");
  write_text(scratch.path() / "one.json",
             trace_json(standard_envs(), {.env = "CliffWalking-v1", .runs = {{5, right}}}));
  check_refused(check("one.json --seed 7"), "has no run of seed 7; its seeds are: 5");

  std::string other = text;
  other.replace(other.rfind("-200.0"), 6, "-100.0");
  write_text(scratch.path() / "other.json", other);
  const ProgramRun differs = check("other.json");
  CHECK(differs.status == 1);
  CHECK_MESSAGE(
      differs.out.find("run 3 (seed 6), step 1: reward -200.0 instead of -100.0") != std::string::npos,
      differs.out);
  check_refused(check("none.json"), "none.json");
  write_text(scratch.path() / "list.json", "[0, 1]");
  check_refused(check("list.json"), "trace ENV --actions list.json");
  write_text(scratch.path() / "short.json",
             R"({"env": "CartPole-v1", "runs": [{"seed": 1, "steps": [[1]]}]})");
  check_refused(check("short.json"), "are not [action, observation, reward, terminated, truncated]");
}

TEST_CASE("a trace of no actions is a reset") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "none.json", "[]");
  const ProgramRun run = run_program("trace CartPole-v1 --seed 42 --actions none.json", scratch.path());
  CHECK(run.out ==
        "{\"env\":\"CartPole-v1\",\"kwargs\":{},\"runs\":[{\"seed\":42,\"reset_obs\":[0.02739560417830944,"
        "-0.006112155970185995,0.03585979342460632,0.019736802205443382],\"steps\":[]}]}\n");
}

TEST_CASE("--track prints the recorded tiles of a road") {
  const json golden = json::parse(std::ifstream(kGolden / "CarRacing-v3_track.json"));
  for (const json& recorded : golden["runs"]) {
    const std::string seed = recorded["seed"].dump();
    const ProgramRun run = run_program("trace CarRacing-v3 --track --seed " + seed);
    REQUIRE_MESSAGE(run.status == 0, run.err);
    const json ours = json::parse(run.out);
    CHECK(ours["env"] == "CarRacing-v3");
    CHECK(ours["kwargs"] == json::object());
    REQUIRE(ours["runs"].size() == 1);
    const json& road = ours["runs"][0];
    CHECK(road["seed"] == recorded["seed"]);
    CHECK(road["tiles"] == recorded["tiles"]);
    REQUIRE(road["track"].size() == recorded["track"].size());
    double worst = 0;
    for (std::size_t i = 0; i < road["track"].size(); ++i) {
      for (int k = 0; k < 4; ++k) {
        const double mine = road["track"][i].at(k), theirs = recorded["track"][i].at(k);
        worst = std::max(worst, std::abs(mine - theirs));
      }
    }
    CHECK(worst < 1e-9);
  }
  check_refused(run_program("trace CartPole-v1 --track"), "CartPole-v1 has no track; CarRacing-v3");
  check_refused(run_program("trace CarRacing-v3 --track --actions x"), "exclude each other");
}

TEST_CASE("actions that make no sense are refused before anything is printed") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& actions, const std::string& words) {
    write_text(scratch.path() / "actions.json", actions);
    check_refused(run_program("trace CartPole-v1 --actions actions.json", scratch.path()), words);
  };
  refused("[0, 1, 2]", "\"actions.json\", step 2: action 2 is not in Discrete(2)");
  refused("[0, 0.5]", "step 1: action 0.5 is no whole number");
  refused("[[0, 1]]", "step 0: the action has 2 numbers");
  refused("[\"left\"]", "has \"left\" as action 0");
  refused("[0,\n 1", "is not JSON from line 2");
  refused(R"({"env": "CartPole-v1", "runs": [{"seed": 1.5, "steps": []}]})", "a seed is a whole number");
  refused(R"({"env": "CartPole-v1", "runs": []})", "without runs");
  refused("{\"env\": 3}", "is no recording");
  refused(std::string(100'000, '['), "lists within lists");
  check_refused(run_program("trace CartPole-v1 --actions nowhere.json"), "there is no file \"nowhere.json\"");
  check_refused(run_program("trace CartPole-v1 --actions ."), "\".\" is a folder");
  write_text(scratch.path() / "actions.json", "[[0.5], [2.5]]");
  check_refused(run_program("trace Pendulum-v1 --actions actions.json", scratch.path()),
                "step 1: action 2.5");
  check_refused(
      run_program("trace CartPole-v1 --actions actions.json --env.sutton_barto_reward 3", scratch.path()),
      "CartPole-v1: sutton_barto_reward = \"3\"");
  check_refused(run_program("trace CartPole-v1 --sed 3"), "did you mean \"seed\"?");
  check_refused(run_program("trace CartPole-v1 --seed -2 --actions x"), "must be >= -1");
  check_refused(run_program("trace CartPole-v1"), "needs --actions FILE");
}

}  // namespace
}  // namespace gymkhana
