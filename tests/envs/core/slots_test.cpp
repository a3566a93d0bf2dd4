// How slots are dealt to chunks: each to one, in order, in chunks of one size but for the last.
#include "envs/core/slots.h"

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("chunks cover all slots in order, each once") {
  for (const int slots : {1, 3, 4, 5, 8, 33, 64, 100, 1000}) {
    int next = 0;
    for (int chunk = 0; chunk < chunk_count(slots); ++chunk) {
      const SlotRange range = chunk_range(chunk, slots);
      CHECK(range.first == next);
      CHECK(range.count >= 1);
      if (chunk + 1 < chunk_count(slots)) CHECK(range.count == chunk_slots(slots));
      next += range.count;
    }
    CHECK(next == slots);
  }
}

TEST_CASE("eight slots make two chunks, and none has more than sixteen") {
  CHECK(chunk_count(8) == 2);
  CHECK(chunk_range(0, 64).count == 8);
  CHECK(chunk_range(0, 1000).count == 16);
}
