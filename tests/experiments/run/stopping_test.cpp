// Runs that end, or are ended, at any moment: nothing runs for ever, nothing is lost, nothing is done twice.
#include <chrono>
#include <csignal>
#include <iterator>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/experiments/program_runner.h"
#include "tests/experiments/same_run.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// PuckWorld sets no limit to its episodes; these evaluations take about a second.
const std::string kEndless =
    "train --env Gymkhana/PuckWorld-v0 --algo ppo --n_steps 128 --n_envs 4 --n_timesteps 1024 --workers 1 ";
const std::string kLong = kEndless + "--eval_episodes 150 ";

/// Waits until a file is there; gives up when the program has ended.
void wait_for(const fs::path& file, BackgroundProgram& program) {
  while (program.running() && !fs::exists(file)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

TEST_CASE("evaluations end where the environment sets no limit, and say what they cut") {
  const TemporaryDirectory work;
  const ProgramRun run = run_program(kEndless + "--eval_episodes 2 --directory run", work.path());
  REQUIRE_MESSAGE(run.status == 0, run.err);
  CHECK(run.out.find("2 of them cut at 20,000 steps") != std::string::npos);
  const json result = json::parse(read_text(work.path() / "run/result.json"));
  CHECK(result["score"]["cut_episodes"] == 2);
  CHECK(result["score"]["cut_at_steps"] == 20'000);
  const ProgramRun eval = run_program("eval run --episodes 1 --max_steps 50", work.path());
  CHECK(eval.out.find("1 of them cut at 50 steps") != std::string::npos);
  const ProgramRun limited = run_program("eval run --episodes 3", work.path());
  CHECK(limited.out.find("3 of them cut at 20,000 steps") != std::string::npos);
}

TEST_CASE("a run that is stopped while it evaluates has saved what it learned, and evaluates when resumed") {
  const TemporaryDirectory work;
  REQUIRE(run_program(kLong + "--directory whole", work.path()).status == 0);
  for (const int signal : {SIGTERM, SIGHUP, SIGKILL}) {
    CAPTURE(signal);
    const fs::path run = work.path() / "stopped";
    fs::remove_all(run);
    BackgroundProgram program(words_of(kLong + "--directory stopped"), work.path());
    wait_for(run / "checkpoints/step_1024.safetensors", program);
    program.send(signal);
    CHECK(program.wait() == 128 + signal);
    CHECK_FALSE(fs::exists(run / "result.json"));
    const ProgramRun resumed = run_program("resume stopped", work.path());
    REQUIRE_MESSAGE(resumed.status == 0, resumed.err);
    check_same_run(work.path() / "whole", run);
  }
}

TEST_CASE("eval can be stopped while it evaluates") {
  const TemporaryDirectory work;
  REQUIRE(run_program(kEndless + "--eval_episodes 0 --directory run", work.path()).status == 0);
  BackgroundProgram program({"eval", "run", "--episodes", "100000", "--workers", "1"}, work.path());
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  program.send(SIGINT);
  CHECK(program.wait() == 130);
}

TEST_CASE("without evaluations a run has no score, and its last weights are kept as its best") {
  const TemporaryDirectory work;
  const ProgramRun run = run_program(kEndless + "--eval_episodes 0 --directory run", work.path());
  REQUIRE_MESSAGE(run.status == 0, run.err);
  CHECK(run.out.find("not evaluated") != std::string::npos);
  CHECK(json::parse(read_text(work.path() / "run/result.json"))["score"].is_null());
  CHECK(run_program("eval run --episodes 1 --max_steps 10", work.path()).status == 0);
}

TEST_CASE("a reader who goes away ends no training") {
  const TemporaryDirectory work;
  const std::string train =
      GYMKHANA_PROGRAM " " + kEndless + "--eval_episodes 1 --log_freq 128 --eval_freq 128 --directory run";
  run_program("--version", work.path(), "(" + train + " 2>&1 | head -c 1)");
  CHECK(fs::exists(work.path() / "run/result.json"));
}

TEST_CASE("a run that died before its first checkpoint is resumed from its beginning, or begun anew") {
  const TemporaryDirectory work;
  const std::string train = kEndless + "--eval_episodes 1 ";
  REQUIRE(run_program(train + "--directory whole", work.path()).status == 0);
  const fs::path early = work.path() / "early";
  fs::create_directories(early / "checkpoints");
  write_text(early / "config.ini.0123456789abcdef.part", "half of it");
  CHECK(run_program(train + "--directory early", work.path()).status == 0);  // not even settings: a new run
  check_same_run(work.path() / "whole", early);

  fs::create_directories(work.path() / "late/checkpoints");
  fs::copy(work.path() / "whole/config.ini", work.path() / "late/config.ini");
  const ProgramRun resumed = run_program("resume late", work.path());
  REQUIRE_MESSAGE(resumed.status == 0, resumed.err);
  check_same_run(work.path() / "whole", work.path() / "late");

  fs::create_directories(work.path() / "mine");
  check_refused(run_program(train + "--directory mine", work.path()), "exists");
}

TEST_CASE("a run that was solved is over, whatever steps were left") {
  const TemporaryDirectory work;
  REQUIRE(run_program(kEndless + "--eval_episodes 1 --eval_freq 512 --stop_at_reward -1e9 --directory run",
                      work.path())
              .status == 0);
  CHECK(json::parse(read_text(work.path() / "run/result.json"))["timesteps"] == 512);
  fs::remove(work.path() / "run/result.json");  // killed just before it was written
  check_refused(run_program("resume run", work.path()), "is solved at 512 steps");

  const ProgramRun more = run_program("resume run --n_timesteps 2048 --eval_max_steps 50", work.path());
  REQUIRE_MESSAGE(more.status == 0, more.err);
  CHECK(more.err.find("stop_at_reward = -1e+09, which --n_timesteps now lifts") != std::string::npos);
  CHECK(json::parse(read_text(work.path() / "run/result.json"))["timesteps"] == 2048);
}

TEST_CASE("resume changes whatever nothing that was learned depends on, and nothing else") {
  const TemporaryDirectory work;
  REQUIRE(run_program(kEndless + "--eval_episodes 0 --directory run", work.path()).status == 0);
  const ProgramRun run =
      run_program("resume run --n_timesteps 2048 --log_freq 512 --save_freq 512", work.path());
  REQUIRE_MESSAGE(run.status == 0, run.err);
  const std::string config = read_text(work.path() / "run/config.ini");
  for (const char* line : {"n_timesteps = 2048\n", "log_freq = 512\n", "save_freq = 512\n"})
    CHECK_MESSAGE(config.find(line) != std::string::npos, line);
  for (const char* flag : {"--gamma 0.9", "--seed 3", "--name other", "--n_envs 8"})
    check_refused(run_program(std::string("resume run --n_timesteps 4096 ") + flag, work.path()),
                  "unknown setting");
}

}  // namespace
}  // namespace gymkhana
