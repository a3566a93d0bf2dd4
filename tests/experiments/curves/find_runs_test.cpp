// Runs on disk: our own, and those of whoever writes monitor files.
#include "experiments/curves/find_runs.h"

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"
#include "tests/experiments/report/monitor_text.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

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
  CHECK(runs[0].env == "CartPole-v1");
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

TEST_CASE("an environment that has not ended an episode takes none from the other of its folder") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "a.monitor.csv", "#{\"env_id\": \"Acrobot-v1\"}\nr,l,t\n");
  write_text(scratch.path() / "b.monitor.csv", kHead + "10,5,1\n");
  PlotNotes notes;
  const std::vector<FoundRun> runs = find_runs(standard_registry(), scratch.path(), notes);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].env == "CartPole-v1");
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0].find("no episode has ended") != std::string::npos);
}

TEST_CASE("a run of ours that has lost its settings is none") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "0.monitor.csv", kHead + "10,5,1\n");
  write_text(scratch.path() / "best.safetensors", "");
  PlotNotes notes;
  CHECK(find_runs(standard_registry(), scratch.path(), notes).empty());
  REQUIRE(notes.left_out.size() == 1);
  CHECK(notes.left_out[0].find("holds no config.ini, so it is no run") != std::string::npos);
}

TEST_CASE("a folder that cannot be read is left out alone, and links lead in no circles") {
  const TemporaryDirectory scratch;
  fs::create_directories(scratch.path() / "open");
  write_text(scratch.path() / "open/monitor.csv", kHead + "10,5,1\n");
  fs::create_directory_symlink(scratch.path(), scratch.path() / "open/circle");
  fs::create_directories(scratch.path() / "locked");
  fs::permissions(scratch.path() / "locked", fs::perms::none);
  std::error_code fault;
  const fs::directory_iterator entries(scratch.path() / "locked", fault);
  PlotNotes notes;
  CHECK(find_runs(standard_registry(), scratch.path(), notes).size() == 1);
  CHECK(notes.left_out.size() == (fault ? 1 : 0));  // whoever is root may read it
  fs::permissions(scratch.path() / "locked", fs::perms::owner_all);
}

}  // namespace
}  // namespace gymkhana
