// Training on environments of Box2D: only the settings decide what is learned, not the workers, nor a kill
// -9.
#include <string>

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"
#include "tests/experiments/same_run.h"

namespace gymkhana {
namespace {

// Episodes are under way at each save, so that resuming has drives to play again.
const std::string kShortDrive =
    " --algo ppo --n_envs 6 --n_steps 32 --batch_size 64 --n_epochs 2 --normalize true "
    "--policy.net_arch 16,16 --n_timesteps 6000 --eval_freq 3000 --eval_episodes 2 --eval_max_steps 100 "
    "--save_freq 1000 --log_freq 400";

TEST_SUITE("slow") {
  TEST_CASE("drivers, landers and walkers learn the same with 1, 2 and 16 workers, and when resumed") {
    for (const char* env :
         {"CarRacing-v3 --env.observation lidar --wrappers.repeat_action 4 --policy.distribution beta",
          "CarRacing-v3 --env.observation semantic --env.continuous false --env.domain_randomize true "
          "--wrappers.resize 24x24",
          "Gymkhana/CarTraffic-v0", "LunarLander-v3 --env.enable_wind true", "LunarLanderContinuous-v3",
          "BipedalWalker-v3", "BipedalWalkerHardcore-v3"}) {
      CAPTURE(env);
      const TemporaryDirectory scratch;
      const std::string train = "train --env " + std::string(env) + kShortDrive;
      check_workers_change_nothing(train, scratch.path());
      check_killed_and_resumed(train, scratch.path(), "w1", 0.4);
    }
  }
}

}  // namespace
}  // namespace gymkhana
