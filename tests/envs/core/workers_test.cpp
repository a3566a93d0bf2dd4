// Workers run every task once, pass exceptions on, and refuse to be none.
#include "envs/core/workers.h"

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"

using namespace gymkhana;

TEST_CASE("every task runs exactly once") {
  for (const int count : {1, 2, 3}) {
    Workers workers(count);
    std::vector<std::atomic<int>> ran(100);
    workers.run(100, [&](int i) { ++ran[i]; });
    for (const auto& times : ran) CHECK(times == 1);
  }
}

TEST_CASE("an exception in a task reaches the caller") {
  for (const int count : {1, 2}) {
    Workers workers(count);
    CHECK_THROWS_AS(workers.run(10,
                                [](int i) {
                                  if (i == 3) throw std::runtime_error("three");
                                }),
                    std::runtime_error);
  }
}

TEST_CASE("a team runs every task of many runs exactly once, on more threads than there are cores") {
  for (const int count : {1, 2, 5}) {
    Workers workers(count);
    for (int update = 0; update < 3; ++update) {
      WorkerTeam team(workers);
      CHECK_FALSE(team.awake());
      std::vector<int> ran(70'000);  // more than one board holds
      team.run(70'000, [&](int i) { ++ran[i]; });
      CHECK(team.awake() == (count > 1));
      for (int round = 0; round < 200; ++round) team.run(round % 7, [&](int i) { ++ran[i]; });
      int wrong = 0;
      for (int i = 0; i < 70'000; ++i) {
        const int rounds = i < 6 ? 200 * (6 - i) / 7 : 0;
        wrong += std::abs(ran[i] - 1 - rounds) > 1;
      }
      CHECK(wrong == 0);
    }
    std::vector<std::atomic<int>> ran(10);
    workers.run(10, [&](int i) { ++ran[i]; });  // which the team does not disturb
    for (const auto& times : ran) CHECK(times == 1);
  }
}

TEST_CASE("an exception in a team's task reaches the caller, and the team goes on") {
  for (const int count : {1, 3}) {
    Workers workers(count);
    WorkerTeam team(workers);
    const auto fails = [](int i) {
      if (i == 3) throw std::runtime_error("three");
    };
    CHECK_THROWS_AS(team.run(10, fails), std::runtime_error);
    std::atomic<int> ran = 0;
    team.run(10, [&](int) { ++ran; });
    CHECK(ran == 10);
  }
}

TEST_CASE("no workers are an error") {
  CHECK_THROWS_AS(Workers(0), Error);
}
