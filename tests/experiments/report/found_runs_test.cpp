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
  write_text(file, kHead + "10,5,1\nten,5,1\n");
  CHECK_THROWS_WITH_AS(read_monitors({file}),
                       doctest::Contains("monitor.csv\", row 2, column r: \"ten\" is no number"), Error);
}

TEST_CASE("what is no monitor file is told so, whatever else is wrong with it") {
  const TemporaryDirectory scratch;
  const fs::path file = scratch.path() / "monitor.csv";
  for (const char* text : {"", "a,b,c\n1,2,3\n", "r,l\n1,2\n", "Dear diary\ntoday, and again, I slept\n"}) {
    CAPTURE(text);
    write_text(file, text);
    CHECK_THROWS_WITH_AS(read_monitors({file}), doctest::Contains("monitor.csv\" is no monitor file"), Error);
  }
}

TEST_CASE("a byte order mark is no part of a file") {
  const TemporaryDirectory scratch;
  const fs::path commented = scratch.path() / "0.monitor.csv", bare = scratch.path() / "1.monitor.csv";
  write_text(commented, "\xEF\xBB\xBF" + kHead + "10,5,1\n");
  write_text(bare, "\xEF\xBB\xBFr,l,t\n10,5,1\n");
  CHECK(read_monitors({commented}).env == "CartPole-v1");
  CHECK(read_monitors({commented}).curve.curve.steps == std::vector<double>{5});
  CHECK(read_monitors({bare}).curve.curve.steps == std::vector<double>{5});
}

TEST_CASE("a bad file of a folder is left out alone") {
  const TemporaryDirectory scratch;
  const fs::path folder = scratch.path() / "ppo_1";
  fs::create_directories(folder / "old.monitor.csv");
  write_text(folder / "0.monitor.csv", kHead + "10,5,1\n");
  write_text(folder / "1.monitor.csv", "#{\"env_id\": \"Else-v0\"}\nr,l,t\n20,5,2\n20,five,3\n");
  write_text(folder / "2.monitor.csv", kHead);  // no episode has ended here, which is no fault
  PlotNotes notes;
  const std::vector<FoundRun> runs = find_runs(standard_registry(), folder, notes);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].world == "CartPole-v1");
  CHECK(runs[0].training.curve.values == std::vector<double>{10});
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0] ==
        "Left out: \"" + (folder / "1.monitor.csv").string() + "\", row 2, column l: \"five\" is no number");
}

TEST_CASE("a folder of bad files only has the faults of all") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "0.monitor.csv", "");
  write_text(scratch.path() / "1.monitor.csv", "r,l,t\n1\n");
  PlotNotes notes;
  CHECK(find_runs(standard_registry(), scratch.path(), notes).empty());
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0].find("0.monitor.csv\" is no monitor file") != std::string::npos);
  CHECK(notes.left_out[0].find("1.monitor.csv\", line 2: 1 cells, where the header has 3") !=
        std::string::npos);
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
  PlotNotes notes;
  std::vector<FoundRun> runs = find_runs(standard_registry(), scratch.path(), notes);
  for (FoundRun& again : find_runs(standard_registry(), scratch.path() / "a2c", notes))
    runs.push_back(std::move(again));
  const std::vector<Figure> figures = found_figures(runs, notes);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].svg.find("a2c/CartPole-v1<") != std::string::npos);
  CHECK(figures[0].svg.find("ppo/CartPole-v1 (2 runs)") != std::string::npos);
  CHECK(notes.left_out.empty());
  REQUIRE(notes.remarks.size() == 1);
  CHECK(notes.remarks[0].starts_with("ppo/CartPole-v1: runs of unequal length; the curve ends with the"));
}

TEST_CASE("runs are found below a folder and grouped by name") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2", "dqn_1"}) {
    fs::create_directories(scratch.path() / "logs" / name);
    write_text(scratch.path() / "logs" / name / "monitor.csv", kHead + "10,5,1\n30,5,3\n");
  }
  fs::create_directories(scratch.path() / "logs" / "broken_1");
  write_text(scratch.path() / "logs/broken_1/monitor.csv", "");
  PlotNotes notes;
  const std::vector<FoundRun> runs = find_runs(standard_registry(), scratch.path() / "logs", notes);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0].name == "dqn");
  CHECK(runs[1].name == "ppo");
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0].find("broken_1") != std::string::npos);
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
  CHECK(run.status == 1);  // something is left out
  CHECK(run.out == "plots/curves-CartPole-v1.svg\n");
  CHECK(run.err.find("there is no \"nowhere\"") != std::string::npos);
  const std::string svg = read_text(scratch.path() / "plots/curves-CartPole-v1.svg");
  CHECK(svg.find(">mine<") != std::string::npos);
  CHECK(svg.find(">theirs<") != std::string::npos);
  CHECK(run_program("plot runs theirs.monitor.csv", scratch.path()).status == 0);
  check_refused(run_program("plot nowhere", scratch.path()), "there is no \"nowhere\"");
  check_refused(run_program("plot", scratch.path()), "plot needs run directories");
}

TEST_CASE("plot tells all that it leaves out, also where nothing is left to draw") {
  const TemporaryDirectory scratch;
  fs::create_directories(scratch.path() / "empty");
  write_text(scratch.path() / "notes.csv", "a,b\n1,2\n");
  const ProgramRun run = run_program("plot nowhere empty notes.csv", scratch.path());
  CHECK(run.status == 2);
  for (const char* words :
       {"there is no \"nowhere\"", "no run is in \"empty\"", "\"notes.csv\" is no monitor"})
    CHECK(run.err.find(words) != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "plots"));
}

TEST_CASE("plot ends well where a curve only ends with the shortest run") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2"}) fs::create_directories(scratch.path() / name);
  write_text(scratch.path() / "ppo_1/monitor.csv", kHead + "10,5,1\n30,5,3\n");
  write_text(scratch.path() / "ppo_2/monitor.csv", kHead + "10,5,1\n30,50,3\n");
  const ProgramRun run = run_program("plot .", scratch.path());
  CHECK(run.err.find("the curve ends with the shortest") != std::string::npos);
  CHECK(run.status == 0);
}

TEST_CASE("worlds that never end are drawn by their evaluations") {
  FoundRun run{.place = "/a", .name = "a", .world = "Endless-v0"};
  run.evaluations.add(100, 1, 1);
  run.evaluations.add(200, 3, 2);
  FoundRun other{.place = "/b", .name = "b", .world = "Endless-v0"};
  other.training.add(100, 2, 1);
  PlotNotes notes;
  CHECK(found_figures({run}, notes).size() == 1);
  CHECK(notes.left_out.empty());
  const std::vector<Figure> both = found_figures({run, other}, notes);
  REQUIRE(both.size() == 1);
  CHECK(both[0].svg.find(">b<") != std::string::npos);
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0].find("\"/a\": no episode has ended") != std::string::npos);
}

TEST_CASE("plot draws our run of a world that never ends") {
  const TemporaryDirectory scratch;
  const std::string train =
      "train --env Gymkhana/PuckWorld-v0 --algo ppo --n_envs 2 --n_steps 64 --batch_size 64 --n_epochs 1 "
      "--n_timesteps 512 --log_freq 64 --eval_episodes 1 --eval_max_steps 50 ";
  REQUIRE(run_program(train + "--eval_freq 128 --directory often", scratch.path()).status == 0);
  REQUIRE(run_program(train + "--eval_freq 0 --directory never", scratch.path()).status == 0);
  CHECK(run_program("plot often", scratch.path()).status == 0);
  CHECK(run_program("plot never", scratch.path()).err.find("no episode has ended, and there are no two") !=
        std::string::npos);
}

TEST_CASE("plot leaves no empty folder where runs have no steps in common") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2"}) fs::create_directories(scratch.path() / name);
  write_text(scratch.path() / "ppo_1/monitor.csv", kHead + "10,5,1\n30,5,3\n");
  write_text(scratch.path() / "ppo_2/monitor.csv", kHead + "10,500,1\n30,50,3\n");
  const ProgramRun run = run_program("plot .", scratch.path());
  CHECK(run.err == "Not drawn: ppo: its runs have no steps in common\n");
  CHECK(run.status == 1);
  CHECK_FALSE(fs::exists(scratch.path() / "plots"));
}

}  // namespace
}  // namespace gymkhana
