// What is pooled in a plot and what is not, and the names that tell it apart.
#include "experiments/curves/group_runs.h"

#include <doctest/doctest.h>

#include "experiments/curves/run_figures.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

// "label: directory directory", group by group.
std::vector<std::string> grouped(const std::vector<FoundRun>& runs, std::vector<std::string>& remarks) {
  std::vector<const FoundRun*> pointers;
  for (const FoundRun& run : runs) pointers.push_back(&run);
  std::vector<std::string> texts;
  for (const RunGroup& group : group_runs(pointers, remarks)) {
    texts.push_back(group.label + ":");
    for (const FoundRun* run : group.runs) texts.back() += " " + run->place.filename().string();
  }
  return texts;
}

std::vector<std::string> grouped(const std::vector<FoundRun>& runs) {
  std::vector<std::string> remarks;
  std::vector<std::string> groups = grouped(runs, remarks);
  CHECK(remarks.empty());
  return groups;
}

FoundRun run_at(const std::string& place, const std::string& name, const Settings& settings = {}) {
  return {.place = place, .name = name, .env = "", .settings = settings};
}

// A run directory of ours, as far as it is read.
void write_run(const fs::path& directory, const std::string& config) {
  fs::create_directories(directory);
  write_text(directory / "config.ini", config);
  write_text(directory / "progress.csv",
             "time/total_timesteps,time/time_elapsed,rollout/ep_rew_mean\n100,1,10\n200,2,20\n");
}

using Words = std::vector<std::string>;

TEST_CASE("a name that stands alone is its label, in whatever folder") {
  CHECK(grouped({run_at("/w/runs/a_1", "a"), run_at("/w/runs/a_2", "a"), run_at("/w/else/b_1", "b")}) ==
        Words{"a: a_1 a_2", "b: b_1"});
}

TEST_CASE("benches of one preset are told apart by the shortest part of their paths") {
  CHECK(grouped({run_at("/w/bench_1/ppo/seed_0", "ppo"), run_at("/w/bench_1/ppo/seed_1", "ppo"),
                 run_at("/w/bench_2/ppo/seed_0", "ppo")}) ==
        Words{"bench_1/ppo: seed_0 seed_1", "bench_2/ppo: seed_0"});
  CHECK(grouped({run_at("/w/bench_1/ppo/seed_0", "ppo"), run_at("/w/ppo_1", "ppo")}) ==
        Words{"bench_1/ppo: seed_0", "w/ppo: ppo_1"});
  CHECK(grouped({run_at("/w/x/logs/ppo_1", "ppo"), run_at("/w/y/logs/ppo_1", "ppo"),
                 run_at("/w/z/ppo_1", "ppo")}) ==
        Words{"x/logs/ppo: ppo_1", "y/logs/ppo: ppo_1", "z/ppo: ppo_1"});
}

TEST_CASE("runs in a folder of their name are told from runs beside it") {
  CHECK(grouped({run_at("/w/runs/ppo_1", "ppo"), run_at("/w/runs/ppo/seed_0", "ppo")}) ==
        Words{"ppo/ppo: seed_0", "runs/ppo: ppo_1"});
}

TEST_CASE("runs of different settings are different experiments, and a remark says in what they differ") {
  std::vector<std::string> remarks;
  CHECK(grouped({run_at("/w/a_1", "a", {{"algo", "a2c"}, {"gamma", "0.9"}}),
                 run_at("/w/a_2", "a", {{"algo", "a2c"}, {"gamma", "0.99"}}),
                 run_at("/w/a_3", "a", {{"algo", "a2c"}, {"gamma", "0.9"}})},
                remarks) == Words{"a_1: a_1 a_3", "a_2: a_2"});
  CHECK(remarks ==
        Words{"a: runs that differ in gamma are different experiments, plotted separately: a_1, a_2"});
  remarks.clear();
  grouped({run_at("/w/a_1", "a", {{"k", "1"}, {"l", "1"}, {"m", "1"}, {"n", "1"}, {"o", "1"}}),
           run_at("/w/a_2", "a")},
          remarks);
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].find("differ in k, l, m and 2 more are") != std::string::npos);
}

TEST_CASE("settings of our runs are read back: environments by their options, seeds by all but the seed") {
  const TemporaryDirectory scratch;
  const std::string lake = "name = lake\nenv = FrozenLake-v1\nalgo = q_learning\n";
  write_run(scratch.path() / "lake_1", lake + "seed = 1\n");
  write_run(scratch.path() / "lake_2", lake + "seed = 2\nlog_folder = elsewhere\nn_timesteps = 7\n");
  write_run(scratch.path() / "lake_3", lake + "[env]\nis_slippery = false\n");
  write_run(scratch.path() / "lake_4", lake + "[env]\nis_slippery = true\n");  // which is the default
  write_run(scratch.path() / "lake_5", lake + "gamma = 0.5\n");
  PlotNotes notes;
  const auto figures = found_figures(find_runs(standard_registry(), scratch.path(), notes), notes);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].file == "curves-FrozenLake-v1.svg");
  CHECK(figures[0].svg.find(">lake_1 (3 runs)<") != std::string::npos);
  CHECK(figures[0].svg.find(">lake_5<") != std::string::npos);
  CHECK(figures[1].file == "curves-FrozenLake-v1-is_slippery-false.svg");
  CHECK(figures[1].svg.find(">lake<") != std::string::npos);
  CHECK(notes.left_out.empty());
  REQUIRE(notes.remarks.size() == 1);
  CHECK(notes.remarks[0].starts_with("lake: runs that differ in gamma are"));
}

TEST_CASE(
    "runs of an environment or an agent that is not known are drawn by their id and told apart as well") {
  const TemporaryDirectory scratch;
  const std::string config = "name = mine\nenv = Mine-v0\nalgo = mine\n";
  write_run(scratch.path() / "mine_1", config + "rate = 1\nseed = 1\nlog_freq = 5\n[expect]\niqm = 3\n");
  write_run(scratch.path() / "mine_2", config + "rate = 1\nseed = 2\n");
  write_run(scratch.path() / "mine_3", config + "rate = 1\nn_envs = 2\n");
  PlotNotes notes;
  const auto figures = found_figures(find_runs(standard_registry(), scratch.path(), notes), notes);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].file == "curves-Mine-v0.svg");
  CHECK(figures[0].svg.find(">mine_1 (2 runs)<") != std::string::npos);
  CHECK(figures[0].svg.find(">mine_3<") != std::string::npos);
  CHECK(notes.left_out.empty());
}

TEST_CASE("environments that differ in a character that file names lack have a picture each") {
  std::vector<FoundRun> runs;
  for (const char* env : {"X (g = 1)", "X (g = -1)"}) {
    FoundRun run = run_at(std::string("/w/") + env, "a");
    run.env = env;
    for (const double step : {1, 2}) run.training.add(step, step, step);
    runs.push_back(run);
  }
  PlotNotes notes;
  const std::vector<Figure> figures = found_figures(runs, notes);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].file == "curves-X-g-1.svg");
  CHECK(figures[1].file == "curves-X-g-1-2.svg");
}

}  // namespace
}  // namespace gymkhana
