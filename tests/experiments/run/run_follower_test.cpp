// What a viewer gets of a run's files, sound or not.
#include "experiments/run/run_follower.h"

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

TEST_CASE("a follower keeps what it has when newer weights are damaged, and says so") {
  const TemporaryDirectory work;
  run_program(
      "train --env CartPole-v1 --algo ppo --n_timesteps 4096 --eval_freq 2048 --eval_episodes 2 "
      "--directory run",
      work.path());
  const RunDirectory directory = RunDirectory::open(work.path() / "run");
  RunFollower follower(directory);
  CHECK(follower.state() == "no weights yet");
  CHECK(follower.newer_weights() != nullptr);
  CHECK(follower.state() == "best weights");
  CHECK(follower.newer_weights() == nullptr);
  write_text(directory.best(), "xx");
  std::filesystem::last_write_time(directory.best(), std::filesystem::file_time_type::clock::now());
  CHECK(follower.newer_weights() == nullptr);
  CHECK(follower.state() == "newer weights are damaged");
  RunFollower late(directory);
  CHECK_THROWS(late.newer_weights());
}

TEST_CASE("while a run trains, a follower gets its weights of a few seconds ago") {
  const TemporaryDirectory work;
  run_program("train --env CartPole-v1 --algo ppo --n_timesteps 2048 --eval_episodes 1 --directory run",
              work.path());
  std::filesystem::remove(work.path() / "run/result.json");  // as if it still trained
  const RunDirectory directory = RunDirectory::open(work.path() / "run");
  TensorFile weights = TensorFile::load(directory.best());
  const std::int64_t steps = 1234;
  weights.put("run/steps", std::span(&steps, 1));
  weights.save(directory.latest());
  RunFollower follower(directory);
  CHECK(follower.newer_weights()->steps == 1234);
  CHECK(follower.state().find("weights of 0:0") == 0);
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(directory.latest(), now - std::chrono::hours(1));  // of a killed session
  CHECK(follower.newer_weights()->steps == 2048);
}

TEST_CASE("a run that has lost its weights is not shown, nor watched as if it trained here") {
  const TemporaryDirectory work;
  run_program("train --env CartPole-v1 --algo ppo --n_timesteps 2048 --eval_freq 0 --directory run",
              work.path());
  const std::string none = "export DISPLAY=:nowhere";
  check_refused(run_program("watch run --on_close train", work.path(), none), "on_close");
  std::filesystem::remove_all(work.path() / "run/checkpoints");
  std::filesystem::remove(work.path() / "run/best.safetensors");
  check_refused(run_program("watch run", work.path(), none), "has no weights to show");
}

}  // namespace
}  // namespace gymkhana
