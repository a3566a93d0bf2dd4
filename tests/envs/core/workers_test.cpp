// Workers run every task once, pass exceptions on, and refuse to be none.
#include "envs/core/workers.h"

#include <atomic>
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

TEST_CASE("no workers are an error") {
  CHECK_THROWS_AS(Workers(0), Error);
}
