// What the presets of tabular agents and grid worlds promise: interquartile means over ten seeds, none of
// which the settings were chosen on.
#include <cmath>
#include <numeric>
#include <sstream>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "experiments/stats/aggregate.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

constexpr int kFirstSeed = 300, kSeeds = 10;

/// Trains the preset with each seed; measure(run directory) of each.
template <class Measure>
std::vector<double> train(const std::string& preset, Measure measure) {
  std::vector<double> results;
  for (int seed = kFirstSeed; seed < kFirstSeed + kSeeds; ++seed) {
    const TemporaryDirectory scratch;
    const ProgramRun run =
        run_program("train " + preset + " --log_freq 100000 --directory run --seed " + std::to_string(seed),
                    scratch.path());
    REQUIRE_MESSAGE(run.status == 0, run.err);
    results.push_back(measure(scratch.path() / "run"));
  }
  return results;
}

double final_score(const std::filesystem::path& run) {
  return nlohmann::json::parse(read_text(run / "result.json"))["score"]["mean_reward"];
}

/// The mean return of the later half of the training episodes.
double online_return(const std::filesystem::path& run) {
  std::istringstream lines(read_text(run / "0.monitor.csv"));
  std::string line;
  std::vector<double> returns;
  for (int number = 0; std::getline(lines, line); ++number) {
    if (number >= 2) returns.push_back(std::stod(line));
  }
  const auto half = returns.begin() + static_cast<std::ptrdiff_t>(returns.size() / 2);
  return std::accumulate(half, returns.end(), 0.0) / static_cast<double>(returns.end() - half);
}

struct Bar {
  std::string preset;
  double least, most;  ///< of the interquartile mean; no policy is better than the optimum
};

TEST_SUITE("slow") {
  TEST_CASE("learners come as close to the optimum as the presets say") {
    const std::vector<Bar> bars = {
        {"frozenlake-qlearning", 0.735, 0.7442},
        {"frozenlake8x8-qlearning", 0.86, 0.9133},
        {"frozenlake-value-iteration", 0.7401, 0.7402},
        {"taxi-qlearning", 7.9, 7.9301},
        {"blackjack-mc", -0.0451, -0.0431},
        {"cliffwalking-qlearning", -13.001, -12.999},
        {"cliffwalking-sarsa", -15.001, -14.999},
        {"cliffwalking-expected-sarsa", -15.001, -14.999},
        {"gridworld-td", 0.8299, 0.8301},
        {"mountaincar-sarsa-tiles", -110, -90},
        {"doorkey-ppo", 0.95, 1},
        {"emptyrandom-ppo", 0.96, 1},
        {"unlock-ppo", 0.93, 1},
    };
    for (const Bar& bar : bars) {
      CAPTURE(bar.preset);
      const double score = iqm(train(bar.preset, final_score));
      CHECK(score >= bar.least);
      CHECK(score <= bar.most);
    }
  }

  TEST_CASE("on the cliff, what exploring earns comes near its exact limits") {
    CHECK(std::abs(iqm(train("cliffwalking-qlearning", online_return)) + 45.8) < 1);
    CHECK(std::abs(iqm(train("cliffwalking-qlearning --ties random", online_return)) + 50.8) < 1);
    CHECK(std::abs(iqm(train("cliffwalking-sarsa", online_return)) + 20.7) < 0.5);
    CHECK(std::abs(iqm(train("cliffwalking-expected-sarsa", online_return)) + 20.7) < 0.5);
  }
}

}  // namespace
}  // namespace gymkhana
