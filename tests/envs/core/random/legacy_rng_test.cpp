// LegacyRng against numbers that numpy 1.24.2's RandomState printed, and what RandomState cannot be asked.
#include "envs/core/random/legacy_rng.h"

#include <limits>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("MT19937 gives the numbers of its authors") {
  LegacyRng rng(5489);
  CHECK(rng.next_uint32() == 3499211612u);
  for (int i = 2; i < 10000; ++i) rng.next_uint32();
  CHECK(rng.next_uint32() == 4123659995u);  // the 10000th, which the C++ standard demands of std::mt19937
}

TEST_CASE("normals come in pairs, and other draws between them do not disturb the second") {
  LegacyRng rng(0);
  CHECK(rng.standard_normal() == 1.764052345967664);
  CHECK(rng.standard_normal() == 0.4001572083672233);
  CHECK(rng.standard_normal() == 0.9787379841057392);
  CHECK(rng.standard_exponential() == 0.5510484910954992);
  CHECK(rng.permutation(9)[0] == 3);
  CHECK(rng.randint(0, std::int64_t{1} << 40) == 991330716199);
  CHECK(rng.randint(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()) ==
        533017224590379182);
}

TEST_CASE("seeds fill 32 bits and no more") {
  CHECK(LegacyRng(4294967295).random() == 0.0976320289940138);
  CHECK_THROWS_WITH_AS(LegacyRng(4294967296),
                       "seed 4294967296 is too large for the generator mt19937: use one up to 4294967295",
                       Error);
}

TEST_CASE("one possible integer costs no draw, none is an error") {
  LegacyRng rng(1), untouched(1);
  CHECK(rng.randint(7, 8) == 7);
  CHECK(rng == untouched);
  CHECK_THROWS_AS(rng.randint(7, 7), Error);
  CHECK_THROWS_AS(rng.choice(0), Error);
}

TEST_CASE("a saved generator goes on where it was, between two normals too") {
  LegacyRng rng(3);
  for (int i = 0; i < 700; ++i) rng.next_uint32();
  rng.standard_normal();
  LegacyRng loaded(99);
  load_state(loaded, save_state(rng));
  CHECK(loaded == rng);
  CHECK(loaded.standard_normal() == rng.standard_normal());
  CHECK(loaded.random() == rng.random());
}

TEST_CASE("a saved position outside the words is refused") {
  std::vector<std::byte> bytes = save_state(LegacyRng(3));
  bytes[624 * 4 + 3] = std::byte{0x7f};
  LegacyRng loaded;
  CHECK_THROWS_AS(load_state(loaded, bytes), Error);
}

}  // namespace
}  // namespace gymkhana
