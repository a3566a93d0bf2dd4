// The verb bench as a user meets it: runs, resumes, leaves out what is broken.
#include <chrono>
#include <filesystem>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kTiny =
    "# CartPole-v1 for a moment\nenv = CartPole-v1\nalgo = ppo\nn_timesteps = 256\nn_envs = 2\nn_steps = 32\n"
    "batch_size = 64\nn_epochs = 1\neval_freq = 128\neval_episodes = 2\nlog_freq = 64\n";

/// A directory with the preset tiny.ini and, where asked for, a finished bench of it in "b".
class Bench {
 public:
  Bench() { write_text(scratch_.path() / "tiny.ini", kTiny); }
  ProgramRun run(const std::string& arguments) { return run_program("bench " + arguments, scratch_.path()); }
  ProgramRun two_seeds() { return run("tiny.ini --seeds 2 --directory b"); }
  fs::path path(const std::string& name) const { return scratch_.path() / name; }
  json results(const std::string& directory = "b") const {
    return json::parse(read_text(path(directory) / "results.json"));
  }

 private:
  TemporaryDirectory scratch_;
};

TEST_CASE("bench runs every seed and reports their statistics") {
  Bench bench;
  const ProgramRun run = bench.two_seeds();
  CHECK_MESSAGE(run.status == 0, run.err);
  const json preset = bench.results()["presets"][0];
  CHECK(preset["name"] == "tiny");
  CHECK(preset["runs"].size() == 2);
  CHECK(preset["runs"][0]["episodes"] == 100);
  const double a = preset["runs"][0]["score"], b = preset["runs"][1]["score"];
  CHECK(a != b);
  CHECK(preset["score"]["iqm"]["value"] == doctest::Approx((a + b) / 2));
  CHECK(preset["score"]["iqm"]["low"] == std::min(a, b));
  CHECK(preset["curve"]["kind"] == "evaluation");
  CHECK(preset["curve"]["steps"] == json({128, 256}));
  CHECK(preset["to_threshold"]["share"] == 0);
  CHECK(preset["to_threshold"]["steps"].is_null());
}

TEST_CASE("a run of a bench is the run that train makes") {
  Bench bench;
  bench.two_seeds();
  run_program("train tiny.ini --seed 1 --workers 2 --directory alone", bench.path(""));
  const fs::path weights = "best.safetensors";
  CHECK(read_text(bench.path("b/tiny/seed_1") / weights) == read_text(bench.path("alone") / weights));
}

TEST_CASE("the same command finishes what is missing, and keeps what is there") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);
  const json before = bench.results("runs/bench_1");
  fs::remove(bench.path("runs/bench_1/results.json"));
  fs::remove_all(bench.path("runs/bench_1/tiny/seed_1"));
  const auto kept = fs::last_write_time(bench.path("runs/bench_1/tiny/seed_0/result.json"));
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);
  CHECK(fs::last_write_time(bench.path("runs/bench_1/tiny/seed_0/result.json")) == kept);
  CHECK(bench.results("runs/bench_1")["presets"][0]["score"] == before["presets"][0]["score"]);
  CHECK_FALSE(fs::exists(bench.path("runs/bench_2")));
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);  // nothing is missing: a new bench
  CHECK(fs::exists(bench.path("runs/bench_2")));
}

TEST_CASE(
    "a finished run that has lost its checkpoints is kept, one that has lost its score, too, is left out") {
  Bench bench;
  CHECK(bench.two_seeds().status == 0);
  const json before = bench.results();
  fs::remove_all(bench.path("b/tiny/seed_0/checkpoints"));
  CHECK(bench.two_seeds().status == 0);
  CHECK(bench.results()["presets"][0]["score"] == before["presets"][0]["score"]);
  CHECK_FALSE(fs::exists(bench.path("b/tiny/seed_0/checkpoints")));
  fs::remove(bench.path("b/tiny/seed_0/score.json"));
  CHECK(bench.two_seeds().status == 1);
  CHECK(bench.results()["presets"][0]["runs"].size() == 1);
  CHECK(fs::exists(bench.path("b/tiny/seed_0/result.json")));
}

TEST_CASE("a run that was killed before its settings were written begins anew") {
  Bench bench;
  fs::create_directories(bench.path("b/tiny/seed_0/checkpoints"));
  write_text(bench.path("b/tiny/seed_0/config.ini.0123456789abcdef.part"), "env");
  CHECK(bench.two_seeds().status == 0);
  CHECK(bench.results()["presets"][0]["runs"].size() == 2);
}

TEST_CASE("a bench takes away what one before it reported in its directory") {
  Bench bench;
  bench.two_seeds();
  write_text(bench.path("b/records/old.json"), "{}");
  write_text(bench.path("b/plots/old.svg"), "");
  write_text(bench.path("b/plots/mine.txt"), "mine");
  bench.two_seeds();
  CHECK_FALSE(fs::exists(bench.path("b/records/old.json")));
  CHECK_FALSE(fs::exists(bench.path("b/plots/old.svg")));
  CHECK(read_text(bench.path("b/plots/mine.txt")) == "mine");
}

TEST_CASE("Ctrl-C saves every run, and the same command goes on to the same scores") {
  Bench bench;
  const std::string words = "tiny.ini --seeds 2 --steps 30000 --eval_freq 0 --workers 1";
  BackgroundProgram program(
      {"bench", "tiny.ini", "--seeds", "2", "--steps", "30000", "--eval_freq", "0", "--workers", "1"},
      bench.path(""));
  const fs::path progress = bench.path("runs/bench_1/tiny/seed_0/progress.csv");
  while (program.running() && read_text(progress).size() < 1'000) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  program.send(2);
  CHECK(program.wait() == 130);
  CHECK_FALSE(fs::exists(bench.path("runs/bench_1/results.json")));
  CHECK(bench.run(words).status == 0);
  CHECK(bench.run(words + " --directory whole").status == 0);
  CHECK(bench.results("runs/bench_1")["presets"][0]["score"] ==
        bench.results("whole")["presets"][0]["score"]);
}

TEST_CASE("damaged runs are named and left out") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 3 --directory b").status == 0);
  json result = json::parse(read_text(bench.path("b/tiny/seed_1/result.json")));
  result.erase("machine");
  write_text(bench.path("b/tiny/seed_1/result.json"), result.dump());
  write_text(bench.path("b/tiny/seed_2/progress.csv"), "time/total_timesteps,time/time_elapsed\n1,2\n3\n");
  const ProgramRun run = bench.run("tiny.ini --seeds 3 --directory b");
  CHECK(run.status == 1);
  const json results = bench.results();
  CHECK(results["presets"][0]["runs"].size() == 1);
  CHECK_FALSE(results["presets"][0]["score"]["iqm"].contains("low"));
  CHECK(run.out.find("Left out: tiny seed 1: \"b/tiny/seed_1/result.json\" is damaged; remove") !=
        std::string::npos);
  CHECK(run.out.find("Left out: tiny seed 2: \"b/tiny/seed_2/progress.csv\", line 3") != std::string::npos);
  CHECK(run.out.find("one seed only, so no interval is claimed") != std::string::npos);
}

TEST_CASE("a score that is half written is written anew, a report of another shape passed over") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);
  const json before = bench.results("runs/bench_1");
  for (const char* score : {"{", "3", R"({"mean_reward": "much"})"}) {
    write_text(bench.path("runs/bench_1/tiny/seed_1/score.json"), score);
    write_text(bench.path("runs/bench_1/results.json"), R"({"presets": [1, 2]})");
    const ProgramRun run = bench.run("tiny.ini --seeds 2");
    CHECK_MESSAGE(run.status == 0, run.err);
    CHECK(bench.results("runs/bench_1")["presets"] == before["presets"]);
  }
}

// The text without the line that begins with `key`.
std::string without_line(const std::string& text, const std::string& key) {
  const std::size_t begin = text.find("\n" + key) + 1;
  return text.substr(0, begin) + text.substr(text.find('\n', begin) + 1);
}

TEST_CASE("what is wrong with one run's files stops neither the others nor loses anything") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 5 --directory b").status == 0);
  const fs::path tiny = bench.path("b/tiny");
  write_text(tiny / "seed_0/config.ini", read_text(tiny / "seed_0/config.ini").substr(0, 70));
  write_text(tiny / "seed_1/result.json", "{\"timesteps\": \"abc\"}");
  fs::remove(tiny / "seed_2/result.json");
  fs::remove(tiny / "seed_3/config.ini");
  write_text(tiny / "seed_4/config.ini", without_line(read_text(tiny / "seed_4/config.ini"), "gamma"));
  const ProgramRun run = bench.run("tiny.ini --seeds 5 --directory b");
  CHECK(run.status == 1);
  CHECK(run.err.find("tiny seed 0: ") != std::string::npos);
  CHECK(run.err.find("tiny seed 1: \"b/tiny/seed_1/result.json\" is damaged") != std::string::npos);
  CHECK(run.err.find("tiny seed 2: \"b/tiny/seed_2/result.json\" is damaged") != std::string::npos);
  CHECK(run.err.find("tiny seed 3: \"b/tiny/seed_3\" has no config.ini, so it is no run") !=
        std::string::npos);
  CHECK(fs::exists(tiny / "seed_3/progress.csv"));
  // A setting that is younger than the run has its default in it.
  CHECK(bench.results()["presets"][0]["runs"].size() == 1);
}

TEST_CASE("a bench that was killed hands its runs to the next one") {
  Bench bench;
  BackgroundProgram program({"bench", "tiny.ini", "--seeds", "2", "--steps", "60000", "--eval_freq", "0",
                             "--directory", "b", "--workers", "2"},
                            bench.path(""));
  const fs::path progress = bench.path("b/tiny/seed_1/progress.csv");
  while (program.running() && read_text(progress).size() < 1'000) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  program.send(9);
  program.wait();
  const ProgramRun run =
      bench.run("tiny.ini --seeds 2 --steps 60000 --eval_freq 0 --directory b --workers 2");
  CHECK_MESSAGE(run.status == 0, run.err);
  CHECK(bench.results()["presets"][0]["runs"].size() == 2);
}

TEST_CASE("what benches have kept is reported on together, without running anything") {
  Bench bench;
  bench.two_seeds();
  CHECK(bench.run("tiny.ini --seeds 1 --seed 2 --directory c").status == 0);
  const ProgramRun run = bench.run("--report b/records c/records/tiny.json --directory both");
  CHECK_MESSAGE(run.status == 0, run.err);
  const json both = bench.results("both")["presets"][0], two = bench.results()["presets"][0];
  CHECK(both["runs"].size() == 3);
  CHECK(both["runs"][0] == two["runs"][0]);
  CHECK(both["runs"][2]["score"] == bench.results("c")["presets"][0]["score"]["iqm"]["value"]);
  CHECK(bench.run("--report b/records --directory same").status == 0);
  CHECK(bench.results("same")["presets"][0]["score"] == two["score"]);
  CHECK(bench.results("same")["presets"][0]["curve"] == two["curve"]);
  check_refused(bench.run("--report"), "--report needs files of records");
  check_refused(bench.run("--report b/records --seeds 3"), "--report runs nothing; drop --seeds");
  CHECK(bench.run("--report b --directory again").status == 0);
  check_refused(bench.run("--report ."), "holds no records of a bench");
  check_refused(bench.run("--report b --directory c"), "is a bench with a report of its own");
  fs::create_directories(bench.path("mine"));
  write_text(bench.path("mine/report.md"), "mine");
  check_refused(bench.run("--report b --directory mine"), "\"mine/report.md\" would be overwritten");
  CHECK(read_text(bench.path("mine/report.md")) == "mine");
  write_text(bench.path("same/plots/old.svg"), "");
  fs::create_directories(bench.path("same/records"));
  write_text(bench.path("same/records/kept.json"), "{}");
  CHECK(bench.run("--report b/records --directory same").status == 0);
  CHECK_FALSE(fs::exists(bench.path("same/plots/old.svg")));
  CHECK(fs::exists(bench.path("same/records/kept.json")));
  fs::create_directories(bench.path("beside"));
  fs::copy(bench.path("b/records"), bench.path("beside/records"));
  CHECK(bench.run("--report beside/records --directory beside").status == 0);
  CHECK(fs::exists(bench.path("beside/records/tiny.json")));
  CHECK(bench.run("tiny.ini --seeds 1 --seed 3 --gamma 0.5 --directory d").status == 0);
  check_refused(bench.run("--report b d"), "with gamma = 0.5, before it was 0.99");
}

TEST_CASE("the user's flags take the place of the bench's own") {
  Bench bench;
  const ProgramRun run = bench.run("tiny.ini --seeds 1 --stop_at_reward 1 --directory b");
  CHECK_MESSAGE(run.status == 0, run.err);
  CHECK(bench.results()["presets"][0]["steps"] == 128);  // after the first evaluation
  check_refused(bench.run("tiny.ini --steps 128 --n_timesteps 256"), "--steps and --n_timesteps");
}

TEST_CASE("an edited preset begins a new bench instead of the unfinished one") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 1").status == 0);
  fs::remove(bench.path("runs/bench_1/results.json"));
  write_text(bench.path("tiny.ini"), kTiny + "gamma = 0.9\n");
  CHECK(bench.run("tiny.ini --seeds 1").status == 0);
  CHECK(fs::exists(bench.path("runs/bench_2/results.json")));
}

TEST_CASE("a run that breaks does not stop the others") {
  Bench bench;
  write_text(bench.path("wild.ini"), kTiny + "learning_rate = 1e30\nmax_grad_norm = 1e30\n");
  const ProgramRun run = bench.run("tiny.ini wild.ini --seeds 1 --directory b");
  CHECK(run.status == 1);
  CHECK(bench.results()["presets"].size() == 1);
  CHECK(run.out.find("Left out: wild seed 0: ") != std::string::npos);
}

TEST_CASE("the same command tries again what was left out") {
  Bench bench;
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);
  write_text(bench.path("runs/bench_1/tiny/seed_1/progress.csv"), "a\n1,2\n");
  CHECK(bench.run("tiny.ini --seeds 2 --directory runs/bench_1").status == 1);
  fs::remove_all(bench.path("runs/bench_1/tiny/seed_1"));
  fs::copy(bench.path("runs/bench_1"), bench.path("runs/bench_1_old"), fs::copy_options::recursive);
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);
  CHECK(bench.results("runs/bench_1")["presets"][0]["runs"].size() == 2);
  CHECK(bench.results("runs/bench_1_old")["presets"][0]["runs"].size() == 1);
  CHECK(bench.run("tiny.ini --seeds 2").status == 0);  // whole: a new one
  CHECK(fs::exists(bench.path("runs/bench_2/results.json")));
}

TEST_CASE("presets on different environments are not compared, and the report says so") {
  Bench bench;
  std::string other = kTiny;
  other.replace(other.find("env = CartPole-v1"), 17, "env = Acrobot-v1");
  write_text(bench.path("other.ini"), other);
  const ProgramRun run = bench.run("tiny.ini other.ini --seeds 2 --eval_max_steps 20 --directory b");
  CHECK(run.status == 0);
  CHECK(bench.results()["comparisons"].empty());
  CHECK(run.out.find("Nothing is compared: no two presets ran on the same environment") != std::string::npos);
}

TEST_CASE("an environment is its id and the options that are not its defaults") {
  Bench bench;
  const std::string frozen = "# FrozenLake\nenv = FrozenLake-v1\nalgo = q_learning\nn_timesteps = 500\n";
  write_text(bench.path("slippery.ini"), frozen);
  write_text(bench.path("dry.ini"), frozen + "[env]\nis_slippery = false\n");
  const ProgramRun run = bench.run("slippery.ini dry.ini --seeds 2 --directory b");
  CHECK_MESSAGE(run.status == 0, run.err);
  const json presets = bench.results()["presets"];
  CHECK(presets[0]["environment"] == "FrozenLake-v1");
  CHECK(presets[1]["environment"] == "FrozenLake-v1 (is_slippery = false)");
  CHECK(presets[1]["score"]["reference"] != presets[0]["score"]["reference"]);
  CHECK(bench.results()["comparisons"].empty());
  CHECK(fs::exists(bench.path("b/plots/scores-FrozenLake-v1-is_slippery-false.svg")));
}

TEST_CASE("what a preset promises may be written when its runs are done") {
  Bench bench;
  bench.two_seeds();
  write_text(bench.path("tiny.ini"), kTiny + "[expect]\niqm = 20\nlow = 10\nhigh = 30\nseeds = 2\n");
  const ProgramRun run = bench.two_seeds();
  CHECK_MESSAGE(run.status == 0, run.err);
}

TEST_CASE("what bench cannot do is refused before anything runs") {
  Bench bench;
  check_refused(bench.run(""), "bench needs presets");
  check_refused(bench.run("cartpole-pppo"), "did you mean \"cartpole-ppo\"?");
  check_refused(bench.run("tiny.ini tiny.ini"), "preset tiny is named twice");
  for (const std::string name : {"records", "report.md", "plan.txt"}) {
    write_text(bench.path(name + ".ini"), kTiny);
    check_refused(bench.run(name + ".ini"), "preset " + name + " is called as a part of the report is");
  }
  write_text(bench.path("caf\xE9.ini"), kTiny);
  check_refused(bench.run("caf\xE9.ini"), "name = \"caf\xEF\xBF\xBD\": must be UTF-8");
  check_refused(bench.run("tiny.ini --gama 0.9"), "did you mean \"gamma\"?");
  check_refused(bench.run("tiny.ini --directry b"), "did you mean \"directory\"?");
  check_refused(bench.run("tiny.ini --seeds 0"), "preset tiny promises no number of seeds");
  check_refused(bench.run("tiny.ini --seeds -1"), "seeds");
  check_refused(bench.run("tiny.ini --anchors nowhere.ini"), "nowhere.ini");
  CHECK_FALSE(fs::exists(bench.path("runs")));
  fs::create_directories(bench.path("mine"));
  write_text(bench.path("mine/report.md"), "mine");
  check_refused(bench.run("tiny.ini --seeds 1 --directory mine"),
                "\"mine/report.md\" would be overwritten, and is no bench's");
  CHECK(read_text(bench.path("mine/report.md")) == "mine");
  bench.two_seeds();
  const std::string plan = read_text(bench.path("b/plan.txt"));
  check_refused(bench.run("tiny.ini --seeds 2 --directory b --gamma 0.5"),
                "was run with gamma = 0.99, now it is 0.5");
  CHECK(read_text(bench.path("b/plan.txt")) == plan);
  CHECK(fs::exists(bench.path("b/results.json")));
}

}  // namespace
}  // namespace gymkhana
