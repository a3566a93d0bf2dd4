// Training as a user starts it: what a run leaves behind, and that nothing but its settings decides what it
// learns.
#include <chrono>
#include <cmath>
#include <csignal>
#include <regex>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/experiments/program_runner.h"
#include "tests/experiments/same_run.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kShort =
    "train --env CartPole-v1 --algo ppo --n_envs 6 --n_steps 32 --batch_size 64 --n_epochs 2 --normalize "
    "true "
    "--policy.net_arch 16,16 --n_timesteps 6000 --eval_freq 1500 --eval_episodes 4 --save_freq 1000 "
    "--log_freq 400 ";

TEST_CASE("a run leaves behind what its README promises") {
  const TemporaryDirectory scratch;
  const ProgramRun run = run_program(kShort + "--name short", scratch.path());
  REQUIRE_MESSAGE(run.status == 0, run.err);
  CHECK(run.out.find("mean return") != std::string::npos);
  CHECK(run.out.find("eval runs/short_1") != std::string::npos);

  const fs::path directory = scratch.path() / "runs" / "short_1";
  const std::string progress = read_text(directory / "progress.csv");
  CHECK(progress.starts_with("time/total_timesteps,time/iterations,"));
  for (const char* column : {"rollout/ep_rew_mean", "train/loss", "train/approx_kl", "eval/mean_reward"}) {
    CHECK_MESSAGE(progress.substr(0, progress.find('\n')).find(column) != std::string::npos, column);
  }
  const json result = json::parse(read_text(directory / "result.json"));
  CHECK(result["ending"] == "finished");
  CHECK(result["timesteps"] == 6144);  // whole rollouts of 192
  CHECK(result["score"]["episodes"] == 4);
  CHECK(result["seed"] == 0);
  CHECK(result["reward_threshold"] == 475);
  CHECK(result["optimum"] == 500);
  CHECK(result["machine"].contains("processor"));
  CHECK(result["versions"]["box2d"].get<std::string>().starts_with("2."));
  int checkpoints = 0;
  for ([[maybe_unused]] const auto& file : fs::directory_iterator(directory / "checkpoints")) ++checkpoints;
  CHECK(checkpoints == 2);

  // The resolved configuration is a preset for the same run.
  REQUIRE(run_program("train runs/short_1/config.ini", scratch.path()).status == 0);
  check_same_run(directory, scratch.path() / "runs" / "short_2");
}

TEST_CASE("workers change nothing but the time") {
  const TemporaryDirectory scratch;
  check_workers_change_nothing(kShort, scratch.path());
}

TEST_CASE("seeds change everything") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory a --seed 1", scratch.path()).status == 0);
  REQUIRE(run_program(kShort + "--directory b --seed 2", scratch.path()).status == 0);
  CHECK(read_text(scratch.path() / "a" / "best.safetensors") !=
        read_text(scratch.path() / "b" / "best.safetensors"));
}

TEST_CASE("a run that is killed and resumed ends like one that was not") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory whole", scratch.path()).status == 0);
  for (const int part : {0, 1, 2}) {
    check_killed_and_resumed(kShort, scratch.path(), "whole", part / 4.0);
  }
}

TEST_CASE("so does one with a replay buffer, and one with a table") {
  const std::string often = " --eval_episodes 2 --save_freq 500 --log_freq 200 ";
  const std::string replay =
      "train --env CartPole-v1 --algo dqn --n_envs 3 --buffer_size 900 --learning_starts 200 --prioritized "
      "true "
      "--n_steps 3 --target_update_interval 100 --policy.net_arch 16 --n_timesteps 6000 --eval_freq 2000" +
      often;
  const std::string table =
      "train --env CliffWalking-v1 --algo q_lambda --n_timesteps 20000 --eval_freq 5000" + often;
  for (const std::string& train : {replay, table}) {
    const TemporaryDirectory scratch;
    const ProgramRun whole = run_program(train + "--directory whole", scratch.path());
    REQUIRE_MESSAGE(whole.status == 0, whole.err);
    check_killed_and_resumed(train, scratch.path(), "whole", 0.2);
    check_killed_and_resumed(train, scratch.path(), "whole", 0.6);
  }
}

TEST_CASE("Ctrl-C saves, and the run can go on") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory whole", scratch.path()).status == 0);
  CHECK(train_until(kShort, scratch.path(), "stopped", 1, SIGINT) == 130);
  CHECK_FALSE(fs::exists(scratch.path() / "stopped" / "result.json"));
  REQUIRE(run_program("resume stopped", scratch.path()).status == 0);
  check_same_run(scratch.path() / "whole", scratch.path() / "stopped");
}

TEST_CASE("a complete run is only resumed with more steps") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory run", scratch.path()).status == 0);
  check_refused(run_program("resume run", scratch.path()), "is complete at 6144 steps");
  REQUIRE(run_program("resume run --n_timesteps 7000", scratch.path()).status == 0);
  CHECK(json::parse(read_text(scratch.path() / "run" / "result.json"))["timesteps"] == 7104);
}

TEST_CASE("a run that goes on has no result until it ends, and as many workers as before") {
  const TemporaryDirectory scratch;
  const fs::path run = scratch.path() / "run";
  REQUIRE(run_program(kShort + "--directory run --workers 1", scratch.path()).status == 0);
  BackgroundProgram program({"resume", "run", "--n_timesteps", "1000000000"}, scratch.path());
  while (program.running() && fs::exists(run / "result.json")) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  program.send(SIGINT);
  CHECK(program.wait() == 130);
  CHECK_FALSE(fs::exists(run / "result.json"));
  CHECK(read_text(run / "config.ini").find("workers = 1\n") != std::string::npos);
}

TEST_CASE("eval scores saved weights, the same every time") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory run", scratch.path()).status == 0);
  const ProgramRun first = run_program("eval run --episodes 10", scratch.path());
  CHECK(first.status == 0);
  CHECK(first.out.find("over 10 episodes (solved at 475, optimum 500)") != std::string::npos);
  CHECK(run_program("eval run --episodes 10", scratch.path()).out == first.out);
  CHECK(run_program("eval run --episodes 10 --seed 1", scratch.path()).out != first.out);
  CHECK(run_program("eval run --episodes 10 --checkpoint last", scratch.path()).status == 0);
  CHECK(run_program("eval run --episodes 1", scratch.path()).out.find(" over one episode (solved") !=
        std::string::npos);
  check_refused(run_program("eval run --checkpoint first", scratch.path()), "has no checkpoint \"first\"");
}

TEST_CASE("eval's help tells how a run is evaluated") {
  const TemporaryDirectory scratch;
  REQUIRE(
      run_program(kShort + "--directory run --eval_deterministic false --eval_max_steps 77", scratch.path())
          .status == 0);
  const std::string help = run_program("eval run --help", scratch.path()).out;
  CHECK(std::regex_search(help, std::regex("--deterministic +false")));
  CHECK(std::regex_search(help, std::regex("--max_steps +77")));
  CHECK(run_program("eval --help").out.find("eval DIR --help") != std::string::npos);
}

TEST_CASE("where the rules are known, scores are exact; episodes are taken on demand") {
  const TemporaryDirectory scratch;
  const ProgramRun run = run_program("train frozenlake-value-iteration --directory run", scratch.path());
  REQUIRE_MESSAGE(run.status == 0, run.err);
  CHECK(run.out.find("mean return 0.7402, exactly (solved at 0.7)") != std::string::npos);
  const json score = json::parse(read_text(scratch.path() / "run" / "result.json"))["score"];
  CHECK(score["exact"] == true);
  CHECK(score["mean_reward"].get<double>() == doctest::Approx(0.740165).epsilon(1e-6));
  CHECK(score["std_reward"].get<double>() == doctest::Approx(std::sqrt(0.740165 * (1 - 0.740165))));
  const auto said = [&](const std::string& flags) {
    return run_program("eval run" + flags, scratch.path()).out;
  };
  CHECK(said("").find("mean return 0.7402, exactly") != std::string::npos);
  CHECK(said(" --seed 3") == said(""));
  CHECK(said(" --episodes 50").find("over 50 episodes") != std::string::npos);
  CHECK(said(" --deterministic false").find("over 100 episodes") != std::string::npos);
  CHECK(said(" --max_steps 6").find("exactly") != std::string::npos);
  CHECK(said(" --max_steps 6") != said(""));
}

TEST_CASE("a run stops when an evaluation reaches stop_at_reward") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kShort + "--directory run --stop_at_reward 1", scratch.path()).status == 0);
  const json result = json::parse(read_text(scratch.path() / "run" / "result.json"));
  CHECK(result["ending"] == "solved");
  CHECK(result["timesteps"] == 1536);
}

}  // namespace
}  // namespace gymkhana
