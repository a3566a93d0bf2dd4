// What `plot` draws, what it leaves out, and what it says of both.
#include "experiments/curves/run_figures.h"

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"
#include "tests/experiments/report/monitor_text.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

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

TEST_CASE("plot ends well where a curve only ends with the shortest run") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2"}) fs::create_directories(scratch.path() / name);
  write_text(scratch.path() / "ppo_1/monitor.csv", kHead + "10,5,1\n30,5,3\n");
  write_text(scratch.path() / "ppo_2/monitor.csv", kHead + "10,5,1\n30,50,3\n");
  const ProgramRun run = run_program("plot .", scratch.path());
  CHECK(run.err.find("the curve ends with the shortest") != std::string::npos);
  CHECK(run.status == 0);
}

TEST_CASE("environments that never end are drawn by their evaluations") {
  FoundRun run{.place = "/a", .name = "a", .env = "Endless-v0"};
  run.evaluations.add(100, 1, 1);
  run.evaluations.add(200, 3, 2);
  FoundRun other{.place = "/b", .name = "b", .env = "Endless-v0"};
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

TEST_CASE("plot draws our run of an environment that never ends") {
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

TEST_CASE("of runs that share no steps the later is drawn, the other named") {
  const TemporaryDirectory scratch;
  for (const char* name : {"ppo_1", "ppo_2"}) fs::create_directories(scratch.path() / name);
  write_text(scratch.path() / "ppo_1/monitor.csv", kHead + "10,5,1\n30,5,3\n");
  write_text(scratch.path() / "ppo_2/monitor.csv", kHead + "10,500,1\n30,50,3\n");
  const ProgramRun run = run_program("plot .", scratch.path());
  CHECK(run.err == "Left out: \"" + fs::canonical(scratch.path() / "ppo_1").string() +
                       "\": it shares no steps with the others of its name\n");
  CHECK(run.status == 1);
  CHECK(read_text(scratch.path() / "plots/curves-CartPole-v1.svg").find(">ppo<") != std::string::npos);
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

FoundRun evaluated(const std::string& place, int evaluations) {
  FoundRun run{.place = place, .name = "ppo", .env = "CartPole-v1"};
  for (int i = 1; i <= evaluations; ++i) run.evaluations.add(100 * i, i, i);
  run.training.add(50, 2, 1);
  return run;
}

TEST_CASE("a run that was hardly evaluated yet takes nothing away from the others") {
  PlotNotes notes;
  const auto figures = found_figures({evaluated("/a", 3), evaluated("/b", 3), evaluated("/c", 1)}, notes);
  CHECK(figures[0].svg.find("return, evaluated") != std::string::npos);
  CHECK(figures[0].svg.find(">ppo (2 runs)<") != std::string::npos);
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0] ==
        "Left out: \"/c\": it has no two evaluations, as others of its environment have");
  CHECK(notes.remarks.empty());
}

TEST_CASE("where some runs were not evaluated at all, it is said that training is drawn") {
  PlotNotes notes;
  FoundRun theirs = evaluated("/theirs", 0);
  theirs.name = "theirs";
  const auto figures = found_figures({evaluated("/a", 3), theirs}, notes);
  CHECK(figures[0].svg.find("return, last 100 training episodes") != std::string::npos);
  REQUIRE(notes.remarks.size() == 1);
  CHECK(notes.remarks[0].starts_with("CartPole-v1: some runs were not evaluated"));
}

}  // namespace
}  // namespace gymkhana
