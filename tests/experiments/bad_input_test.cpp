// What a user gets wrong: one line that names thing, place and mend, status 2, and nothing lost.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>

#include <doctest/doctest.h>

#include "base/files.h"
#include "envs/grid/cell_world.h"
#include "experiments/program.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

const std::string kTiny =
    "train --env CartPole-v1 --algo ppo --n_envs 2 --n_steps 16 --batch_size 16 --n_epochs 1 --n_timesteps "
    "64 "
    "--eval_episodes 1 ";

TEST_CASE("settings that cannot be are refused before a directory is made") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    check_refused(run_program(arguments, scratch.path()), words);
  };
  refused("train cartpole-pppo", "unknown preset \"cartpole-pppo\"; did you mean \"cartpole-ppo\"?");
  refused("train", "which env?");
  refused("train --env CartPole-v1 --algo pppo", "did you mean \"ppo\"?");
  refused("train --env CartPole-v9 --algo ppo", "unknown env \"CartPole-v9\"");
  refused("train cartpole-ppo --gama 0.9", "did you mean \"gamma\"?");
  refused("train cartpole-ppo --n_envs 0", "n_envs = \"0\": must be in");
  refused("train cartpole-ppo --policy.net_arch 64,0", "policy.net_arch = \"64,0\": must be in [1, 65536]");
  refused("train cartpole-ppo --n_envs 1000 --n_steps 1000000", "needs");
  refused("train cartpole-ppo --gamma 2", "gamma = \"2\": must be in");
  refused("train cartpole-ppo --learning_rate x", "learning_rate = \"x\"");
  refused("train cartpole-ppo --n_timesteps", "--n_timesteps needs a value");
  refused("train cartpole-ppo acrobot-ppo", "\"acrobot-ppo\" is too much");
  refused("train cartpole-ppo --seed 1 --seed 2", "--seed is given twice");
  refused("train cartpole-ppo --name ../../mine", "must not hold \"/\"");
  refused("train cartpole-ppo --stop_at_reward nan", "stop_at_reward = \"nan\": expected a number");
  refused("train cartpole-ppo --wrappers.normalize_observation true", "--normalize_observation");
  refused("train --env Nothing-v0 --algo ppo", "see: list");
  refused("train --env CliffWalking-v1 --algo mc_off_policy --exploration ucb", "importance sampling");
  refused("train nowhere.ini", "there is no file \"nowhere.ini\"");
  CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("environments that cannot be, and agents that do not fit them, are refused") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    check_refused(run_program("train --env " + arguments, scratch.path()), words);
  };
  const std::string lake = "FrozenLake-v1 --algo q_learning --env.desc ";
  refused(lake + "FFF/FFG", "no start");
  refused(lake + "SFF/FFF", "no goal");
  refused(lake + "SFF/FG", "row 1 has 2 cells, row 0 has 3");
  refused(lake + "SFX/FFG", "unknown letter 'X'");
  const std::string map = "Gymkhana/MapWorld-v0 --algo ppo --env.map ";
  refused(map + "'####/#.G#/####'", "no agent");
  refused(map + "'####/#>.#/####'", "no goal");
  refused(map + "'####/#>G/####'", "row 1 has 3 cells, row 0 has 4");
  refused(map + "'####/#?G#/####'", "unknown letter '?'");
  refused("FrozenLake-v1 --algo q_learning --env.success_rate 1.5", "must be in [0, 1]");
  refused("FrozenLake-v1 --algo q_learning --epsilon 2", "epsilon = \"2\": must stay in [0, 1]");
  refused("CliffWalking-v1 --algo sarsa --learning_rate 7", "learning_rate = \"7\": must stay in [0, 1]");
  refused("CartPole-v1 --algo q_learning", "tabular agents need a finite observation space");
  refused("Pendulum-v1 --algo sarsa_tiles", "tabular agents choose among Discrete actions");
  refused("CartPole-v1 --algo value_iteration", "planners need the rules of the environment");
  refused("Taxi-v4 --algo policy_iteration --env.fickle_passenger true", "Taxi-v4 has none");
  CHECK(fs::is_empty(scratch.path()));
}

// An environment whose one action leads somewhere in 9 of 10 cases only.
class Leaky final : public CellWorld {
 public:
  Leaky()
      : CellWorld({.map = {"SG"},
                   .actions = {"stay"},
                   .outcomes = [](const LetterMap&, Position from, int) -> std::vector<Outcome> {
                     return {{.to = from, .probability = 0.9}};
                   }}) {}
};

TEST_CASE("a stranger's environment whose probabilities do not sum to 1 is refused by state and action") {
  Registry registry = standard_registry();
  registry.envs.add<Leaky>({"Own/Leaky-v0", "loses track"});
  std::vector<std::string> words = {"mine", "train", "--env", "Own/Leaky-v0", "--algo", "q_learning"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  std::ostringstream said;
  std::streambuf* const terminal = std::cerr.rdbuf(said.rdbuf());
  const int status = gymkhana::main(static_cast<int>(arguments.size()), arguments.data(), registry);
  std::cerr.rdbuf(terminal);
  CHECK(status == 2);
  CHECK(said.str().find("state 0, action 0 has probabilities that sum to 0.9, not 1\n") != std::string::npos);
  CHECK(std::ranges::count(said.str(), '\n') == 1);
}

TEST_CASE("what a deep Q agent cannot do is refused before a directory is made") {
  const TemporaryDirectory scratch;
  const auto refused = [&](const std::string& arguments, const std::string& words) {
    check_refused(run_program("train --env " + arguments, scratch.path()), words);
  };
  refused("CartPole-v1 --algo dqn --buffer_size 1e12", "buffer_size = 1000000000000 needs 23283");
  refused("CartPole-v1 --algo c51 --v_min 10 --v_max 10", "v_min = 10 must be below v_max = 10");
  refused("CartPole-v1 --algo c51 --v_min 10 --v_max 10.0000000001", "by a number that a float can tell");
  refused("CartPole-v1 --algo c51 --v_min -1e300 --v_max 1e300", "by a number that a float can tell");
  refused("CartPole-v1 --algo dqn --batch_size 2000 --buffer_size 1000", "batch_size = 2000 is more than");
  refused("CartPole-v1 --algo dqn --gradient_steps 0", "gradient_steps = 0 would learn nothing");
  refused("CartPole-v1 --algo dqn --tau 0", "tau = \"0\"");
  refused("CartPole-v1 --algo dqn --per_beta 100", "per_beta = \"100\": must stay in [0, 1]");
  refused("CartPole-v1 --algo pqn --epsilon 2", "epsilon = \"2\": must stay in [0, 1]");
  refused("CartPole-v1 --algo ppo --wrappers.frame_stack 1e9", "would observe 4000000000 numbers");
  refused("Pendulum-v1 --algo dqn --wrappers.discretize_action 5,multi", "leave \"multi\" out");
  refused("Pendulum-v1 --algo dqn", "dqn chooses among Discrete actions; Pendulum-v1 takes Box");
  refused("CartPole-v1 --algo dqn --wrappers.frame_stack 4",
          "frame_stack = 4: a replay buffer takes stacks of pictures");
  refused("CartPole-v1 --algo dqn --net nature",
          "unknown setting \"net\"; it is one of the networks': --policy.net");
  refused("CartPole-v1 --algo dqn --train_freq 2000000000",
          "a rollout of 2000000000 steps (n_steps; with a replay");
  refused("Gymkhana/Pong-v0 --algo dqn --wrappers.noop_reset 1000000000", "must be in [1, 10000]");
  refused("CartPole-v1 --algo dqn --policy.net nature", "policy.net = nature looks at pictures");
  CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("an existing run directory is never written over") {
  const TemporaryDirectory scratch;
  fs::create_directory(scratch.path() / "mine");
  write_text(scratch.path() / "mine" / "result.json", "precious");
  check_refused(run_program(kTiny + "--directory mine", scratch.path()),
                "\"mine\" exists; name a new directory");
  CHECK(read_text(scratch.path() / "mine" / "result.json") == "precious");
}

TEST_CASE("a plan that is not finished is no plan") {
  const TemporaryDirectory scratch;
  check_refused(
      run_program("train --env FrozenLake-v1 --algo value_iteration --max_sweeps 2", scratch.path()),
      "raise max_sweeps");
}

TEST_CASE("without a folder for runs, they lie in the present one") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--name tiny --log_folder ''", scratch.path()).status == 0);
  CHECK(fs::exists(scratch.path() / "tiny_1" / "result.json"));
}

TEST_CASE("runs are numbered above all that exist") {
  const TemporaryDirectory scratch;
  fs::create_directories(scratch.path() / "runs" / "tiny_7");
  REQUIRE(run_program(kTiny + "--name tiny", scratch.path()).status == 0);
  CHECK(fs::exists(scratch.path() / "runs" / "tiny_8" / "result.json"));
}

TEST_CASE("a place that cannot be written is named") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "file", "");
  check_refused(run_program(kTiny + "--log_folder file", scratch.path()), "\"file");
  check_refused(run_program(kTiny + "--directory /proc/run", scratch.path()),
                "cannot make the run directory");
}

// A limit on the size of files stands for a full disk.
TEST_CASE("a full disk ends training with one line, and leaves nothing half written") {
  const TemporaryDirectory scratch;
  check_refused(run_program(kTiny + "--directory run", scratch.path(), "ulimit -f 2"),
                "make room on the disk");
  CHECK_FALSE(fs::exists(scratch.path() / "run"));
}

TEST_CASE("checkpoints that are missing, cut, damaged or foreign are refused") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--directory run", scratch.path()).status == 0);
  const fs::path best = scratch.path() / "run" / "best.safetensors";
  const std::string whole = read_text(best);
  const auto refused = [&](const std::string& content, const std::string& words) {
    write_text(best, content);
    check_refused(run_program("eval run", scratch.path()), words);
    CHECK(read_text(best) == content);
  };
  refused(whole.substr(0, whole.size() - 5), "best.safetensors");
  refused("not a checkpoint", "best.safetensors");
  refused("", "best.safetensors");
  std::string flipped = whole;
  flipped[whole.size() - 9] ^= 4;
  refused(flipped, "best.safetensors");
  fs::remove(best);
  check_refused(run_program("eval run", scratch.path()), "try --checkpoint last");
  check_refused(run_program("eval run --checkpoint 17", scratch.path()), "there are: best last 0 64");

  REQUIRE(run_program(kTiny + "--directory other --policy.net_arch 8", scratch.path()).status == 0);
  refused(read_text(scratch.path() / "other" / "best.safetensors"), "best.safetensors");
}

TEST_CASE("a run that was tampered with says what to put back") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--directory run", scratch.path()).status == 0);
  const fs::path config = scratch.path() / "run" / "config.ini";
  const std::string whole = read_text(config);
  const auto refused = [&](const std::string& content, const std::string& words) {
    write_text(config, content);
    check_refused(run_program("resume run --n_timesteps 128", scratch.path()), words);
  };
  std::string edited = whole;
  edited.replace(edited.find("gamma = 0.99"), 12, "gamma = 0.9 ");
  refused(edited, "written with \"gamma = 0.99\", but config.ini says \"gamma = 0.9\"");
  edited = whole;
  edited.replace(edited.find("n_envs = 2"), 10, "n_envs = 4");
  refused(edited, "written with \"n_envs = 2\"");
  refused(whole + "[wrappers]\nclip_reward = sign\n",
          "written with nothing more, but config.ini says \"wrappers.clip_reward = sign\"");
  refused("", "config.ini: env is missing");
  refused("gibberish\n", "invalid line 'gibberish'");
}

TEST_CASE("two processes do not train in one directory") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--directory run", scratch.path()).status == 0);
  const FolderLock lock(scratch.path() / "run");
  check_refused(run_program("resume run --n_timesteps 128", scratch.path()), "another process");
}

TEST_CASE("resume passes over a damaged checkpoint, and does without logs that are gone") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--directory run --save_freq 32", scratch.path()).status == 0);
  const fs::path run = scratch.path() / "run";
  write_text(run / "checkpoints" / "step_64.safetensors", "");
  const ProgramRun resumed = run_program("resume run --n_timesteps 128", scratch.path());
  CHECK(resumed.status == 0);
  CHECK(resumed.err.find("step_64.safetensors: is too short") != std::string::npos);
  CHECK(resumed.err.find("going on from the one before, at 32 steps") != std::string::npos);
  CHECK(fs::exists(run / "checkpoints" / "step_128.safetensors"));

  fs::remove(run / "progress.csv");
  fs::remove(run / "0.monitor.csv");
  const ProgramRun without = run_program("resume run --n_timesteps 192", scratch.path());
  CHECK(without.status == 0);
  CHECK(without.err.find("progress.csv\" lacks what was logged before") != std::string::npos);
  CHECK(read_text(run / "0.monitor.csv").starts_with("#{\"t_start\""));
}

TEST_CASE("a monitor file that names no time is refused by name") {
  const TemporaryDirectory scratch;
  REQUIRE(run_program(kTiny + "--directory run", scratch.path()).status == 0);
  const fs::path monitor = scratch.path() / "run" / "0.monitor.csv";
  std::string text = read_text(monitor);
  const std::size_t at = text.find("\"t_start\": ") + 11;
  text.replace(at, text.find(',', at) - at, "soon");
  write_text(monitor, text);
  check_refused(run_program("resume run --n_timesteps 128", scratch.path()),
                "0.monitor.csv\" is no monitor file");
}

TEST_CASE("what is no run directory is refused") {
  const TemporaryDirectory scratch;
  check_refused(run_program("eval nowhere", scratch.path()), "there is no run directory \"nowhere\"");
  fs::create_directory(scratch.path() / "empty");
  check_refused(run_program("resume empty", scratch.path()), "holds no config.ini");
  REQUIRE(run_program(kTiny + "--directory run", scratch.path()).status == 0);
  fs::remove_all(scratch.path() / "run" / "checkpoints");
  check_refused(run_program("resume run --n_timesteps 128", scratch.path()), "has logs but no checkpoint");
}

}  // namespace
}  // namespace gymkhana
