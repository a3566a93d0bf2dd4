// Figures of a bench from made-up runs, by hand.
#include "experiments/report/summary.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiments/report/tables.h"

namespace gymkhana {
namespace {

const char* kAnchors =
    "[sources]\nzoo = someone\n[A-v0]\nrandom = 0\nbest = 10\nzoo.dqn = 9 +- 1 @ 50000\n"
    "[B-v0]\nrandom = -100\nbest = 100\n";

RunRecord run(const std::string& env, const std::string& algo, std::int64_t seed, double score) {
  RunRecord record{.preset = env + "-" + algo,
                   .env = env,
                   .algo = algo,
                   .seed = seed,
                   .score = score,
                   .steps = 200,
                   .seconds = 4,
                   .threshold = 8};
  record.evaluations.add(100, score / 2, 1);
  record.evaluations.add(200, score, 2);
  return record;
}

std::vector<RunRecord> runs(const std::string& env, const std::string& algo,
                            const std::vector<double>& scores) {
  std::vector<RunRecord> all;
  for (const double score : scores)
    all.push_back(run(env, algo, static_cast<std::int64_t>(all.size()), score));
  return all;
}

Anchors anchors() {
  return parse_anchors(kAnchors, "test");
}

TEST_CASE("a preset's figures") {
  const PresetSummary summary = summarize(runs("A-v0", "ppo", {4, 8, 9, 20}), anchors(), true);
  CHECK(summary.iqm.value == 8.5);  // (8 + 9) / 2
  CHECK(summary.mean.value == 10.25);
  CHECK(summary.median.value == 8.5);
  CHECK(summary.reference == 10);
  CHECK(summary.gap->value == 2.25);    // 10 - (4 + 8 + 9 + 10) / 4
  CHECK(summary.area->value == 6.375);  // of mean heights 3, 6, 6.75, 15
  CHECK(summary.curve.steps == std::vector<double>{100, 200});
  CHECK(summary.curve.values[0].value == 4.25);
  CHECK(summary.solved->share == 0.75);
  CHECK(summary.solved->steps == 200);  // of 100, 200, 200, never
  CHECK(summary.solved->seconds == 2);
}

TEST_CASE("the optimum counts before what is best published") {
  std::vector<RunRecord> all = runs("A-v0", "ppo", {4, 8});
  for (RunRecord& each : all) each.optimum = 12;
  CHECK(summarize(all, anchors(), true).reference == 12);
}

TEST_CASE("when half of the seeds never arrive, the median is never") {
  const PresetSummary summary = summarize(runs("A-v0", "ppo", {1, 2, 9}), anchors(), true);
  CHECK(std::isinf(summary.solved->steps));
}

TEST_CASE("where training returns make the curve, an evaluation may still be the first to arrive") {
  auto explorers = runs("A-v0", "ppo", {9, 9});
  for (RunRecord& record : explorers) record.training.add(50, 1, 1);
  explorers[1].training.add(60, 8, 1.5);
  const PresetSummary summary = summarize(explorers, anchors(), false);
  CHECK(summary.solved->share == 1);
  CHECK(summary.solved->steps == 130);  // of 200 and 60
}

TEST_CASE("algorithms are compared on all environments that they share, normalised") {
  const BenchSummary summary = summarize_bench({runs("A-v0", "ppo", {5, 5}), runs("B-v0", "ppo", {100, 100}),
                                                runs("A-v0", "a2c", {0, 10}), runs("B-v0", "a2c", {0, 0})},
                                               anchors(), {});
  REQUIRE(summary.comparisons.size() == 1);
  const Comparison& both = summary.comparisons[0];
  CHECK(both.algorithms == std::vector<std::string>{"ppo", "a2c"});
  CHECK(both.envs == std::vector<std::string>{"A-v0", "B-v0"});
  CHECK(both.normalised);
  CHECK(both.iqm[1].value == 0.5);   // of 0, 1, 1/2, 1/2
  CHECK(both.iqm[0].value == 0.75);  // of 1/2, 1/2, 1, 1
  CHECK(both.gap[0].value == 0.25);
  CHECK(both.improvement[0][1].value == 0.75);  // (1/2 + 1) / 2
  CHECK(both.improvement[1][0].value == 0.25);
  CHECK(both.improvement[1][0].bounds->low == 1 - both.improvement[0][1].bounds->high);
  CHECK(both.profiles[0].front().value == 1);
  CHECK(both.profiles[0].back().value == 0);
}

TEST_CASE("environments with fewer runs count as much as others, and the report says so") {
  const BenchSummary summary = summarize_bench(
      {runs("A-v0", "ppo", std::vector<double>(10, 10)), runs("B-v0", "ppo", {-100, -100, -100}),
       runs("A-v0", "a2c", {5}), runs("B-v0", "a2c", {0})},
      anchors(), {});
  REQUIRE(summary.comparisons.size() == 1);
  const Comparison& both = summary.comparisons[0];
  CHECK(both.iqm[0].value == doctest::Approx(0.5));
  CHECK(both.gap[0].value == 0.5);
  const auto says_so = [](const std::string& note) {
    return note.find("ppo has different numbers of runs (3 on B-v0, 10 on A-v0)") == 0;
  };
  CHECK(std::count_if(summary.notes.begin(), summary.notes.end(), says_so) == 1);
}

TEST_CASE("two presets of one algorithm on one environment compete under their own names") {
  auto other = runs("A-v0", "ppo", {1, 2});
  for (RunRecord& record : other) record.preset = "variant";
  const BenchSummary summary = summarize_bench({runs("A-v0", "ppo", {5, 5}), other}, anchors(), {});
  REQUIRE(summary.comparisons.size() == 1);
  CHECK(summary.comparisons[0].algorithms == std::vector<std::string>{"A-v0-ppo", "variant"});
}

TEST_CASE("the only preset of an algorithm competes under its own name unless that tells the algorithm") {
  auto rainbow = runs("A-v0", "c51", {1, 2});
  for (RunRecord& record : rainbow) {
    record.preset = "rainbow";
    record.steps = 50;
  }
  const BenchSummary summary = summarize_bench({runs("A-v0", "ppo", {5, 5}), rainbow}, anchors(), {});
  REQUIRE(summary.comparisons.size() == 1);
  CHECK(summary.comparisons[0].algorithms == std::vector<std::string>{"ppo", "rainbow"});
  CHECK(summary.comparisons[0].steps[1].low == 50);
  CHECK(comparison_table(summary.comparisons[0])[2][1] == "50");
}

TEST_CASE("a preset called as an algorithm is not taken for it") {
  auto odd = runs("A-v0", "ppo", {1, 2});
  for (RunRecord& record : odd) record.preset = "a2c";
  const BenchSummary summary =
      summarize_bench({odd, runs("A-v0", "ppo", {5, 5}), runs("A-v0", "a2c", {7, 8})}, anchors(), {});
  REQUIRE(summary.comparisons.size() == 1);
  CHECK(summary.comparisons[0].algorithms == std::vector<std::string>{"a2c", "A-v0-ppo", "A-v0-a2c"});
  CHECK(summary.comparisons[0].improvement[0][2].value == 0);
}

TEST_CASE("a variant on one environment ends the comparison over environments, and the report says so") {
  auto variant = runs("A-v0", "ppo", {1, 2});
  for (RunRecord& record : variant) record.preset = "variant";
  const BenchSummary summary =
      summarize_bench({runs("A-v0", "ppo", {5, 5}), runs("B-v0", "ppo", {1, 1}), runs("A-v0", "a2c", {7, 8}),
                       runs("B-v0", "a2c", {7, 8}), variant},
                      anchors(), {});
  CHECK(summary.comparisons.size() == 2);
  CHECK(summary.notes[0].starts_with("Two presets of ppo ran on A-v0"));
}

TEST_CASE("a run without a curve takes nothing away from the others") {
  auto most = runs("A-v0", "ppo", {8, 9, 10});
  most[0].evaluations = {};
  most[0].evaluations.add(10, 9, 0.1);
  const BenchSummary summary = summarize_bench({most}, anchors(), {});
  const PresetSummary& preset = summary.presets[0];
  CHECK(preset.evaluated);
  CHECK(preset.curve.steps == std::vector<double>{100, 200});
  CHECK(preset.solved->share == 1);
  CHECK(preset.solved->steps == 200);
  CHECK(summary.notes[0] == "A-v0-ppo: seed 0 has a single evaluation, too few points for a curve");
  CHECK(preset.curve_runs == std::vector<std::size_t>{1, 2});
}

TEST_CASE("a run that shares no steps with the others is named, and not in the curve") {
  auto apart = runs("A-v0", "ppo", {4, 8, 9});
  apart[1].evaluations = {};
  apart[1].evaluations.add(10, 8, 1);
  apart[1].evaluations.add(50, 8, 1);
  const BenchSummary summary = summarize_bench({apart}, anchors(), {});
  CHECK(summary.presets[0].curve.steps == std::vector<double>{100, 200});
  CHECK(summary.presets[0].curve_runs == std::vector<std::size_t>{0, 2});
  CHECK(summary.notes[0] == "A-v0-ppo: seed 1 shares no steps with the others, and is not in the curve");
}

TEST_CASE("areas are those under what all curves have in common") {
  auto uneven = runs("A-v0", "ppo", {4, 8});
  uneven[0].evaluations.add(300, 400, 3);
  const PresetSummary summary = summarize(uneven, anchors(), true);
  CHECK(summary.area->value == 4.5);  // of 3 and 6, up to 200 steps
  auto apart = runs("A-v0", "ppo", {4, 8});
  apart[0].evaluations = {};
  apart[0].evaluations.add(200, 4, 2);
  apart[0].evaluations.add(300, 4, 2);
  CHECK_FALSE(summarize(apart, anchors(), true).area.has_value());  // they share one step
}

TEST_CASE("environments that cannot be normalised are compared alone") {
  const BenchSummary summary = summarize_bench({runs("A-v0", "ppo", {5, 5}), runs("C-v0", "ppo", {1, 1}),
                                                runs("A-v0", "a2c", {0, 10}), runs("C-v0", "a2c", {0, 0})},
                                               anchors(), {});
  REQUIRE(summary.comparisons.size() == 2);
  CHECK(summary.comparisons[0].envs == std::vector<std::string>{"A-v0"});
  CHECK_FALSE(summary.comparisons[0].normalised);  // one environment needs no scale
  CHECK(summary.comparisons[1].envs == std::vector<std::string>{"C-v0"});
  CHECK(summary.notes[0].starts_with("C-v0 is compared alone"));
}

TEST_CASE("on one environment the median is that of the runs") {
  const BenchSummary summary =
      summarize_bench({runs("A-v0", "ppo", {1, 2, 9}), runs("A-v0", "a2c", {3, 3, 3})}, anchors(), {});
  CHECK(summary.comparisons.at(0).median[0].value == 2);
  CHECK(summary.comparisons[0].mean[0].value == 4);
}

TEST_CASE("runs that are not alike are noted") {
  auto uneven = runs("A-v0", "ppo", {5, 5});
  uneven[1].steps = 100;
  uneven[1].commit = "abc";
  const BenchSummary summary = summarize_bench({uneven}, anchors(), {});
  CHECK(summary.notes[0] ==
        "A-v0-ppo: runs of unequal length, 100 to 200 steps; the curve ends with the shortest that is in it");
  CHECK(summary.notes[1].starts_with("A-v0-ppo: runs of different commits"));
}

TEST_CASE("on one environment all curves are of the same kind") {
  auto unevaluated = runs("A-v0", "a2c", {5, 5});
  for (RunRecord& record : unevaluated) {
    record.evaluations = {};
    record.evaluations.add(200, 5, 2);
    record.training.add(50, 1, 1);
  }
  const BenchSummary summary = summarize_bench({runs("A-v0", "ppo", {5, 5}), unevaluated}, anchors(), {});
  CHECK_FALSE(summary.presets[0].evaluated);
  CHECK_FALSE(summary.presets[1].evaluated);
}

TEST_CASE("anchors are read, and mistakes in them named") {
  const Anchors read = anchors();
  const Anchor& dqn = read.of("A-v0").published.at(0);
  CHECK(dqn.algo == "dqn");
  CHECK(dqn.score == 9);
  CHECK(dqn.spread == 1);
  CHECK(dqn.steps == 50'000);
  CHECK(read.of("Z-v0").published.empty());
  CHECK_NOTHROW(parse_anchors(standard_anchors_text(), "anchors.ini"));
  CHECK_THROWS_WITH_AS(parse_anchors("[A-v0]\nzoo.ppo = 1\n", "f"),
                       "f: [A-v0] cites \"zoo\", which [sources] does not name", Error);
  const std::string sources = "[sources]\nzoo = someone\n[A-v0]\n";
  for (const char* wrong : {"best = x", "best = inf", "random = 2\nbest = 1", "zoo.ppo = 1 +-",
                            "zoo.ppo = 1 junk", "zoo.ppo = 1 @ -3", "zoo.ppo = 1 +- nan"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_anchors(sources + wrong + "\n", "f"), Error);
  }
  const Anchors dotted =
      parse_anchors("[sources]\nzoo = someone\n[A-v0 (p = 0.01)]\nbest = 1\nzoo.ppo = 2\n", "f");
  CHECK(dotted.of("A-v0 (p = 0.01)").best == 1);
  CHECK(dotted.of("A-v0 (p = 0.01)").published.at(0).score == 2);
  CHECK_THROWS_AS(parse_anchors("[A-v0]\nworst = 1\n", "f"), Error);
}

}  // namespace
}  // namespace gymkhana
