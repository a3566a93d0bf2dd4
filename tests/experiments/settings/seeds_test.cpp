#include "experiments/settings/seeds.h"

#include <array>
#include <set>

#include <doctest/doctest.h>

#include "envs/core/random/seed_sequence.h"

namespace gymkhana {
namespace {

constexpr std::uint64_t kHigh = std::uint64_t{1} << 32;

// The first words of the sequence that `key` spawns from `run`, which numpy's tests hold.
std::array<std::uint64_t, 2> spawned(std::uint64_t run, std::span<const std::uint32_t> key) {
  std::array<std::uint64_t, 2> words{};
  SeedSequence(run, key).generate_state(words);
  return words;
}

TEST_CASE("seeds of training and evaluation are those of the run's spawned sequences, for good") {
  const auto training = spawned(5, std::array<std::uint32_t, 1>{0});
  CHECK(run_seeds(5).envs == training[0]);
  CHECK(run_seeds(5).agent == training[1]);
  CHECK(evaluation_seed(5, 7 + 2 * kHigh) == spawned(5, std::array<std::uint32_t, 3>{1, 7, 2})[0]);
}

TEST_CASE("no two runs share a seed, nor do training and evaluation, nor two evaluations") {
  std::set<std::uint64_t> seeds;
  std::size_t drawn = 0;
  for (std::uint64_t run = 0; run < 50; ++run) {
    const RunSeeds training = run_seeds(run);
    seeds.insert({training.envs, training.agent});
    drawn += 2;
    for (const std::uint64_t steps :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{100'000}, kHigh, kHigh + 1}) {
      seeds.insert(evaluation_seed(run, steps));
      ++drawn;
    }
  }
  CHECK(seeds.size() == drawn);
}

}  // namespace
}  // namespace gymkhana
