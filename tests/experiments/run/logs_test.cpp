#include <limits>

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiments/run/logs/monitor_csv.h"
#include "experiments/run/logs/progress_csv.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

TEST_CASE("progress.csv grows by rows, and by columns when a new name comes up") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "progress.csv";
  ProgressCsv csv(path, {});
  csv.write({{"time/total_timesteps", 100'000}, {"train/loss", 0.1}});
  CHECK(read_text(path) == "time/total_timesteps,train/loss\n100000,0.1\n");
  csv.write({{"time/total_timesteps", 200'000}, {"eval/mean_reward", -1.5}});
  CHECK(read_text(path) ==
        "time/total_timesteps,train/loss,eval/mean_reward\n"
        "100000,0.1,\n"
        "200000,,-1.5\n");
}

TEST_CASE("progress.csv is cut back to a mark, columns included") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "progress.csv";
  ProgressCsv::Mark mark;
  {
    ProgressCsv csv(path, {});
    csv.write({{"a", 1}});
    mark = csv.mark();
    csv.write({{"a", 2}, {"b", 3}});
  }
  ProgressCsv csv(path, mark);
  CHECK(read_text(path) == "a\n1\n");
  csv.write({{"a", 4}, {"c", 5}});
  CHECK(read_text(path) == "a,c\n1,\n4,5\n");
}

TEST_CASE("a file that lacks what its mark says goes on from what there is") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "progress.csv";
  ProgressCsv(path, {}).write({{"a", 1}});
  ProgressCsv csv(path, {.rows = 2, .columns = 2});
  CHECK(csv.mark().rows == 1);
  CHECK(csv.mark().columns == 1);
  csv.write({{"a", 2}});
  CHECK(read_text(path) == "a\n1\n2\n");
  std::filesystem::remove(path);
  ProgressCsv(path, {.rows = 2, .columns = 2}).write({{"b", 3}});
  CHECK(read_text(path) == "b\n3\n");
}

TEST_CASE("numbers in tables are short and exact") {
  CHECK(csv_number(1e6) == "1000000");
  CHECK(csv_number(0.1) == "0.1");
  CHECK(csv_number(std::numeric_limits<double>::quiet_NaN()) == "nan");
}

TEST_CASE("monitor.csv is Stable-Baselines3's, and goes on where it was cut") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "0.monitor.csv";
  std::uint64_t kept = 0;
  {
    MonitorCsv csv(path, 0, "CartPole-v1", {"is_success"});
    csv.write({.slot = 0, .total_reward = 23, .length = 23, .info = {1}});
    kept = csv.size();
    csv.write({.slot = 1, .total_reward = 1.23456789, .length = 4, .info = {0}});
    csv.flush();
  }
  const std::string text = read_text(path);
  CHECK(text.starts_with("#{\"t_start\": "));
  CHECK(text.find(", \"env_id\": \"CartPole-v1\"}\nr,l,t,is_success\n23.0,23,") != std::string::npos);
  CHECK(text.find("\n1.234568,4,") != std::string::npos);
  CHECK(text.ends_with(",0.0\n"));
  MonitorCsv(path, kept, "CartPole-v1", {"is_success"});
  CHECK(read_text(path) == text.substr(0, kept));
}

}  // namespace
}  // namespace gymkhana
