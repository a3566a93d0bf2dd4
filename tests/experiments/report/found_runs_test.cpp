// Learning curves from files on disk: our own runs, and monitor files as Stable-Baselines3 writes them.
#include "experiments/report/found_runs.h"

#include <doctest/doctest.h>

#include "envs/core/error.h"
#include "experiments/report/monitor_curve.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

const std::string kHead = "#{\"t_start\": 100.5, \"env_id\": \"CartPole-v1\"}\nr,l,t\n";

TEST_CASE("monitor files of several slots are one run, in the order of time") {
  const TemporaryDirectory scratch;
  const fs::path a = scratch.path() / "0.monitor.csv", b = scratch.path() / "1.monitor.csv";
  write_text(a, kHead + "10,5,1\n30,5,3\n");
  write_text(b, "#{\"t_start\": 101.5, \"env_id\": \"CartPole-v1\"}\nr,l,t\n20,7,1\n");
  const MonitorCurve read = read_monitors({a, b});
  const LoggedCurve& curve = read.curve;
  CHECK(read.env == "CartPole-v1");
  CHECK(curve.curve.steps == std::vector<double>{5, 12, 17});
  CHECK(curve.curve.values == std::vector<double>{10, 15, 20});
  CHECK(curve.seconds == std::vector<double>{0, 1, 2});
}

TEST_CASE("a line that is still being written is passed over, a broken one is not") {
  const TemporaryDirectory scratch;
  const fs::path file = scratch.path() / "monitor.csv";
  write_text(file, kHead + "10,5,1\n30,");
  CHECK(read_monitors({file}).curve.curve.steps == std::vector<double>{5});
  write_text(file, kHead + "10,5\n30,5,2\n");
  CHECK_THROWS_AS(read_monitors({file}), Error);
  write_text(file, kHead + "ten,5,1\n");
  CHECK_THROWS_AS(read_monitors({file}), Error);
  write_text(file, "a,b,c\n1,2,3\n");
  CHECK_THROWS_AS(read_monitors({file}), Error);
}

TEST_CASE("rows without numbers are passed over and counted") {
  const TemporaryDirectory scratch;
  const fs::path file = scratch.path() / "monitor.csv";
  write_text(file, "#{\"t_start\": 0, \"env_id\": null}\nr,l,t\n10,5,1\nnan,5,2\n,5,3\n7,0,4\n30,5,5\n");
  const MonitorCurve read = read_monitors({file});
  CHECK(read.env.empty());
  CHECK(read.skipped == 3);
  CHECK(read.curve.curve.values == std::vector<double>{10, 20});
  write_text(file, "#{\"t_start\": soon}\nr,l,t\n10,5,1\n");
  CHECK_THROWS_WITH_AS(read_monitors({file}), doctest::Contains("t_start = soon is no time"), Error);
}

TEST_CASE("what stands in different folders is different; what is there twice counts once") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo/CartPole-v1_1", "ppo/CartPole-v1_2", "a2c/CartPole-v1_1"}) {
    fs::create_directories(scratch.path() / name);
    write_text(scratch.path() / name / "monitor.csv", kHead + "10,5,1\n30,5,3\n");
  }
  write_text(scratch.path() / "ppo/CartPole-v1_2/monitor.csv", kHead + "10,5,1\n30,50,3\n");
  std::vector<std::string> notes;
  std::vector<FoundRun> runs = find_runs(scratch.path(), notes);
  for (FoundRun& again : find_runs(scratch.path() / "a2c", notes)) runs.push_back(std::move(again));
  const std::vector<Figure> figures = found_figures(runs, notes);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].svg.find("a2c/CartPole-v1<") != std::string::npos);
  CHECK(figures[0].svg.find("ppo/CartPole-v1 (2 runs)") != std::string::npos);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].starts_with("ppo/CartPole-v1: runs of unequal length; the curve ends with the shortest"));
}

TEST_CASE("runs are found below a folder and grouped by name") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2", "dqn_1"}) {
    fs::create_directories(scratch.path() / "logs" / name);
    write_text(scratch.path() / "logs" / name / "monitor.csv", kHead + "10,5,1\n30,5,3\n");
  }
  fs::create_directories(scratch.path() / "logs" / "broken_1");
  write_text(scratch.path() / "logs/broken_1/monitor.csv", "");
  std::vector<std::string> notes;
  const std::vector<FoundRun> runs = find_runs(scratch.path() / "logs", notes);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0].label == "dqn");
  CHECK(runs[1].label == "ppo");
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].find("broken_1") != std::string::npos);
  const std::vector<Figure> figures = found_figures(runs, notes);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].file == "curves-CartPole-v1.svg");
  CHECK(figures[0].svg.find("ppo (2 runs)") != std::string::npos);
}

TEST_CASE("plot draws our runs beside others', and names what it leaves out") {
  const TemporaryDirectory scratch;
  run_program(
      "train --env CartPole-v1 --algo ppo --name mine --n_envs 2 --n_steps 64 --batch_size 64 --n_epochs 1 "
      "--n_timesteps 512 --log_freq 64 --eval_episodes 1",
      scratch.path());
  write_text(scratch.path() / "theirs.monitor.csv", kHead + "10,300,1\n30,300,3\n");
  const ProgramRun run = run_program("plot runs theirs.monitor.csv nowhere", scratch.path());
  CHECK(run.status == 0);
  CHECK(run.out == "plots/curves-CartPole-v1.svg\n");
  CHECK(run.err.find("there is no \"nowhere\"") != std::string::npos);
  const std::string svg = read_text(scratch.path() / "plots/curves-CartPole-v1.svg");
  CHECK(svg.find(">mine<") != std::string::npos);
  CHECK(svg.find(">theirs<") != std::string::npos);
  check_refused(run_program("plot nowhere", scratch.path()), "there is no \"nowhere\"");
  check_refused(run_program("plot", scratch.path()), "plot needs run directories");
}

}  // namespace
}  // namespace gymkhana
