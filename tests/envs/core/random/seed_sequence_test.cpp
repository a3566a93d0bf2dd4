// SeedSequence against words that numpy 1.24.2 printed.
#include "envs/core/random/seed_sequence.h"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

using Words = std::vector<std::uint32_t>;

Words two_words(const SeedSequence& sequence) {
  Words words(2);
  sequence.generate_state(words);
  return words;
}

TEST_CASE("SeedSequence(42) gives numpy's words, 64 or 32 bits at a time") {
  std::vector<std::uint64_t> wide(4);
  SeedSequence(42).generate_state(wide);
  CHECK(wide == std::vector<std::uint64_t>{0x9f1e2e6dcd540ab7, 0xd57873dc79fb94b6, 0x7d282a1b64d420b7,
                                           0x336579714692d5ff});
  Words narrow(6);
  SeedSequence(42).generate_state(narrow);
  CHECK(narrow == Words{0xcd540ab7, 0x9f1e2e6d, 0x79fb94b6, 0xd57873dc, 0x64d420b7, 0x7d282a1b});
}

TEST_CASE("a large number is its words, the lowest first") {
  const SeedSequence number(std::uint64_t{1} << 32);
  CHECK(two_words(number) == Words{0xec53f444, 0x50ff846c});
  CHECK(two_words(number) == two_words(SeedSequence(Words{0, 1})));
}

TEST_CASE("entropy longer than the pool counts to its last word") {
  CHECK(two_words(SeedSequence(Words{1, 2, 3, 4, 5, 6})) == Words{0x1d1bca21, 0xebcd001d});
  CHECK(two_words(SeedSequence(Words{1, 2, 3, 4, 5, 7})) != Words{0x1d1bca21, 0xebcd001d});
}

TEST_CASE("a spawn key is not mistaken for entropy") {
  CHECK(two_words(SeedSequence(42, Words{0})) == Words{0xa001c6a4, 0xdff6ed7d});
  CHECK(two_words(SeedSequence(42, Words{3, 7})) == Words{0x3927c788, 0x9a657355});
  CHECK(two_words(SeedSequence(42, Words{7})) != two_words(SeedSequence(Words{42, 7})));
}

}  // namespace
}  // namespace gymkhana
