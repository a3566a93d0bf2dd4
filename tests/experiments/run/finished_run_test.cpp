// Curves as a run's progress.csv tells them.
#include "experiments/run/finished_run.h"

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

const std::string kColumns =
    "time/total_timesteps,time/episodes,time/time_elapsed,rollout/ep_rew_mean,eval/mean_reward\n";

ProgressCurves read(const std::string& rows) {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "progress.csv", kColumns + rows);
  return read_progress(scratch.path() / "progress.csv");
}

TEST_CASE("training returns count from a hundred episodes on") {
  const ProgressCurves curves = read("10,1,1,500,\n20,99,2,400,7\n30,100,3,20,\n40,150,4,30,8\n");
  CHECK(curves.training.curve.steps == std::vector<double>{30, 40});
  CHECK(curves.training.curve.values == std::vector<double>{20, 30});
  CHECK(curves.evaluations.curve.steps == std::vector<double>{20, 40});
  CHECK(curves.evaluations.seconds == std::vector<double>{2, 4});
}

TEST_CASE("a run of few episodes shows what it has") {
  CHECK(read("10,1,1,500,\n20,2,2,400,7\n").training.curve.steps == std::vector<double>{10, 20});
}

}  // namespace
}  // namespace gymkhana
