#include "experiments/settings/seeds.h"

#include <array>

#include "envs/core/random/seed_sequence.h"

namespace gymkhana {
namespace {

constexpr std::uint32_t kTraining = 0, kEvaluation = 1;  // first word of the spawn key

}  // namespace

RunSeeds run_seeds(std::uint64_t run) {
  std::array<std::uint64_t, 2> words{};
  SeedSequence(run, std::array{kTraining}).generate_state(words);
  return {.envs = words[0], .agent = words[1]};
}

std::uint64_t evaluation_seed(std::uint64_t run, std::uint64_t steps) {
  std::array<std::uint64_t, 1> word{};
  const std::array key = {kEvaluation, static_cast<std::uint32_t>(steps),
                          static_cast<std::uint32_t>(steps >> 32)};
  SeedSequence(run, key).generate_state(word);
  return word[0];
}

}  // namespace gymkhana
