// Monitor files as Stable-Baselines3 writes them.
#include "experiments/curves/monitor_curve.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "tests/experiments/program_runner.h"
#include "tests/experiments/report/monitor_text.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

MonitorCurve only(const Monitors& monitors) {
  REQUIRE(monitors.curves.size() == 1);
  return monitors.curves[0];
}

TEST_CASE("monitor files of several slots are one run, in the order of time") {
  const TemporaryDirectory scratch;
  const fs::path a = scratch.path() / "0.monitor.csv", b = scratch.path() / "1.monitor.csv";
  write_text(a, kHead + "10,5,1\n30,5,3\n");
  write_text(b, "#{\"t_start\": 101.5, \"env_id\": \"CartPole-v1\"}\nr,l,t\n20,7,1\n");
  const MonitorCurve read = only(read_monitors({a, b}));
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
  CHECK(only(read_monitors({file})).curve.curve.steps == std::vector<double>{5});
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
  CHECK(only(read_monitors({commented})).env == "CartPole-v1");
  CHECK(only(read_monitors({commented})).curve.curve.steps == std::vector<double>{5});
  CHECK(only(read_monitors({bare})).curve.curve.steps == std::vector<double>{5});
}

TEST_CASE("rows without numbers are passed over and counted") {
  const TemporaryDirectory scratch;
  const fs::path file = scratch.path() / "monitor.csv";
  write_text(file, "#{\"t_start\": 0, \"env_id\": null}\nr,l,t\n10,5,1\nnan,5,2\n,5,3\n7,0,4\n30,5,5\n");
  const MonitorCurve read = only(read_monitors({file}));
  CHECK(read.env.empty());
  CHECK(read.skipped == 3);
  CHECK(read.curve.curve.values == std::vector<double>{10, 20});
  write_text(file, "#{\"t_start\": soon}\nr,l,t\n10,5,1\n");
  CHECK_THROWS_WITH_AS(read_monitors({file}), doctest::Contains("t_start = soon is no time"), Error);
}

TEST_CASE("environments that share a folder are runs of their own") {
  const TemporaryDirectory scratch;
  const fs::path a = scratch.path() / "a.monitor.csv", b = scratch.path() / "b.monitor.csv",
                 nameless = scratch.path() / "c.monitor.csv";
  write_text(a, kHead + "10,5,1\n");
  write_text(b, "#{\"t_start\": 0, \"env_id\": \"Pendulum-v1\"}\nr,l,t\n-200,7,1\n");
  write_text(nameless, "r,l,t\n30,4,1000\n");
  const Monitors both = read_monitors({a, b, nameless});
  REQUIRE(both.curves.size() == 3);
  CHECK(both.curves[1].env == "CartPole-v1");
  CHECK(both.curves[1].curve.curve.values == std::vector<double>{10});
  CHECK(both.curves[2].env == "Pendulum-v1");
  CHECK(both.curves[2].curve.curve.values == std::vector<double>{-200});
  CHECK(only(read_monitors({a, nameless})).curve.curve.steps == std::vector<double>{5, 9});
}

TEST_CASE("the order of a file is kept where its clock begins anew") {
  const TemporaryDirectory scratch;
  const fs::path file = scratch.path() / "monitor.csv";
  write_text(file, kHead + "10,5,1\n20,5,9\n60,6,2\n10,7,3\n");
  const LoggedCurve curve = only(read_monitors({file})).curve;
  CHECK(curve.curve.steps == std::vector<double>{5, 10, 16, 23});
  CHECK(curve.seconds == std::vector<double>{0, 8, 8, 9});
}

}  // namespace
}  // namespace gymkhana
