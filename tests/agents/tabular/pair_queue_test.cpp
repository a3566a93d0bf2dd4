#include "agents/tabular/pair_queue.h"

#include <vector>

#include <doctest/doctest.h>

#include "envs/core/random/rng.h"

namespace gymkhana {
namespace {

std::vector<std::int32_t> empty_out(PairQueue& queue) {
  std::vector<std::int32_t> order;
  while (!queue.empty()) order.push_back(queue.pop());
  return order;
}

TEST_CASE("the highest priority comes first, of equal ones the lower number") {
  PairQueue queue;
  for (const std::int32_t item : {4, 2, 0, 3, 1}) queue.set(item, item == 3 ? 9 : item % 2 + 1);
  CHECK(empty_out(queue) == std::vector{3, 1, 0, 2, 4});
}

TEST_CASE("a new priority replaces the old one, higher or lower, and 0 takes the item out") {
  PairQueue queue;
  for (std::int32_t item = 0; item < 4; ++item) queue.set(item, item + 1);
  queue.set(0, 10);
  queue.set(3, 0.5);
  queue.set(1, 0);
  queue.set(9, 0);  // which never waited
  CHECK(queue.size() == 3);
  CHECK(empty_out(queue) == std::vector{0, 2, 3});
}

TEST_CASE("thousands of changes keep the order of a sorted list") {
  Rng rng(1);
  PairQueue queue;
  std::vector<double> priorities(50);
  for (int change = 0; change < 5'000; ++change) {
    const int item = rng.choice(50);
    priorities[item] = rng.choice(20);
    queue.set(item, priorities[item]);
    if (change % 3 != 0 || queue.empty()) continue;
    const auto highest = std::max_element(priorities.begin(), priorities.end());
    REQUIRE(queue.pop() == highest - priorities.begin());
    *highest = 0;
  }
}

TEST_CASE("a queue is saved and loaded, and an item that waits twice is refused") {
  PairQueue queue, copy, twice;
  for (std::int32_t item = 0; item < 5; ++item) queue.set(item, 1 + item % 3);
  load_state(copy, save_state(queue));
  copy.set(0, 8);
  CHECK(empty_out(copy) == std::vector{0, 2, 1, 4, 3});

  std::vector<std::byte> bytes = save_state(queue);
  const std::size_t entry = sizeof(double) + sizeof(std::int32_t);
  std::copy_n(bytes.end() - 4, 4, bytes.end() - 4 - static_cast<std::ptrdiff_t>(entry));
  CHECK_THROWS_WITH(load_state(twice, bytes), "saved state is damaged: a pair is queued twice");
}

}  // namespace
}  // namespace gymkhana
