// What is kept of runs without their logs.
#include "experiments/report/records.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

RunRecord run(std::int64_t seed) {
  RunRecord record{.preset = "p",
                   .env = "W-v0",
                   .algo = "ppo",
                   .seed = seed,
                   .score = 1.0 / 3,
                   .standard_error = 0.1,
                   .episodes = 100,
                   .steps = 200,
                   .seconds = 4.25,
                   .threshold = 8,
                   .commit = "abc",
                   .machine = "m",
                   .settings = {{"gamma", "0.99"}}};
  record.evaluations.add(100, 1.23456789, 1);
  record.evaluations.add(200, 2, 2);
  return record;
}

TEST_CASE("records say what the runs were") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "p.json", to_records({run(1), run(0)}));
  const auto presets = read_records({scratch.path()});
  REQUIRE(presets.size() == 1);
  REQUIRE(presets[0].size() == 2);
  const RunRecord& read = presets[0][0];
  CHECK(read.preset == "p");
  CHECK(read.env == "W-v0");
  CHECK(read.algo == "ppo");
  CHECK(read.seed == 0);
  CHECK(read.score == 1.0 / 3);
  CHECK(read.standard_error == 0.1);
  CHECK(read.episodes == 100);
  CHECK(read.steps == 200);
  CHECK(read.seconds == 4.25);
  CHECK(read.threshold == 8);
  CHECK_FALSE(read.optimum.has_value());
  CHECK(read.commit == "abc");
  CHECK(read.machine == "m");
  CHECK(read.settings == Settings{{"gamma", "0.99"}});
  CHECK(read.evaluations.curve.steps == std::vector<double>{100, 200});
  CHECK(read.evaluations.curve.values == std::vector<double>{1.23457, 2});
  CHECK(read.evaluations.seconds == std::vector<double>{1, 2});
  CHECK(read.training.curve.steps.empty());
}

TEST_CASE("training returns keep fifty of their points, both ends among them, evaluations all") {
  const TemporaryDirectory scratch;
  RunRecord record = run(0);
  record.threshold.reset();
  for (int i = 0; i < 1'000; ++i) record.training.add(i, 2 * i, 3 * i);
  for (int i = 1; i < 100; ++i) record.evaluations.add(12'345'678 + i, i, i + 2);
  write_text(scratch.path() / "p.json", to_records({record}));
  const RunRecord read = read_records({scratch.path() / "p.json"})[0][0];
  CHECK(read.evaluations.curve.steps == record.evaluations.curve.steps);
  CHECK(read.evaluations.curve.values[100] == 99);
  const LoggedCurve& training = read.training;
  REQUIRE(training.curve.steps.size() == 50);
  CHECK(training.curve.steps.front() == 0);
  CHECK(training.curve.steps.back() == 999);
  for (std::size_t i = 0; i < 50; ++i) {
    CHECK(training.curve.values[i] == 2 * training.curve.steps[i]);
    CHECK(training.seconds[i] == 3 * training.curve.steps[i]);
  }
}

TEST_CASE("when training first reached the threshold is not forgotten") {
  const TemporaryDirectory scratch;
  RunRecord record = run(0);  // whose threshold is 8
  for (int i = 0; i < 1'000; ++i) record.training.add(i, i == 333 ? 9 : 1, i);
  write_text(scratch.path() / "p.json", to_records({record}));
  const Curve training = read_records({scratch.path() / "p.json"})[0][0].training.curve;
  REQUIRE(first_reaching(training, 8).has_value());
  CHECK(training.steps[*first_reaching(training, 8)] == 333);
}

TEST_CASE("files of one preset come together, but no run counts twice") {
  const TemporaryDirectory scratch;
  const std::filesystem::path here = scratch.path() / "here.json", there = scratch.path() / "there.json";
  write_text(here, to_records({run(0)}));
  write_text(there, to_records({run(1)}));
  CHECK(read_records({here, there})[0].size() == 2);
  CHECK_THROWS_WITH_AS(read_records({here, here}),
                       ("\"" + here.string() + "\" holds seed 0 of p once more; name it once").c_str(),
                       Error);
  RunRecord elsewhere = run(1), other = run(1), younger = run(1);
  elsewhere.env = "V-v0";
  write_text(there, to_records({elsewhere}));
  CHECK_THROWS_AS(read_records({here, there}), Error);
  other.settings[0].second = "0.5";
  write_text(there, to_records({other}));
  CHECK_THROWS_WITH_AS(read_records({here, there}),
                       ("\"" + there.string() +
                        "\" holds runs of p with gamma = 0.5, before it was 0.99; name one of "
                        "the two")
                           .c_str(),
                       Error);
  younger.settings.emplace_back("new", "1");
  write_text(there, to_records({younger}));
  CHECK(read_records({here, there})[0].size() == 2);
}

TEST_CASE("what holds no records is named") {
  const TemporaryDirectory scratch;
  CHECK_THROWS_AS(read_records({scratch.path()}), Error);
  CHECK_THROWS_AS(read_records({scratch.path() / "nowhere.json"}), Error);
  const std::string whole = to_records({run(0)});
  std::string uneven = whole;
  uneven.replace(uneven.find("[100.0,200.0]"), 13, "[100.0]");
  for (const std::string& text : {std::string(), std::string("[]"), std::string("{\"preset\":\"p\"}"),
                                  whole.substr(0, whole.size() / 2), uneven,
                                  to_records({run(0)}).substr(0, whole.find("\"runs\"")) + "\"runs\": []}"}) {
    CAPTURE(text);
    write_text(scratch.path() / "p.json", text);
    CHECK_THROWS_WITH_AS(read_records({scratch.path()}), doctest::Contains("holds no records of a bench"),
                         Error);
  }
}

}  // namespace
}  // namespace gymkhana
