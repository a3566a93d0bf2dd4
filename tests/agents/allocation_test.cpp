// Steady-state acting and learning leave the heap alone.
#include <atomic>
#include <cstdlib>
#include <new>

#include <doctest/doctest.h>

#include "tests/agents/tiny_worlds.h"
#include "tests/agents/training.h"

// glibc's own allocator, under the names that this program's calls are sent past it (see below).
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {
std::atomic<long> allocations{0};
}

// Every allocation of the program, by whatever name (operator new calls malloc), is counted.
extern "C" {
void* malloc(std::size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}
void* realloc(void* block, std::size_t size) {
  ++allocations;
  return __libc_realloc(block, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++allocations;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  ++allocations;
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : 12;  // ENOMEM
}
}

using namespace gymkhana;

TEST_CASE("acting and updating allocate nothing after the first rounds") {
  const std::vector<std::pair<std::string, Settings>> agents = {
      {"reinforce", {{"n_steps", "25"}}},
      {"a2c", {}},
      {"a2c", {{"policy.share_features_extractor", "true"}}},
      {"ppo", {{"n_steps", "33"}, {"batch_size", "50"}, {"n_epochs", "3"}, {"clip_range_vf", "0.2"}}}};
  const std::vector<MakeBatch> worlds = {[](int slots) { return make_tiny<Identity>(slots, true); },
                                         [](int slots) { return make_tiny<Follow>(slots); }};
  for (const auto& [algo, settings] : agents) {
    for (const MakeBatch& world : worlds) {
      CAPTURE(algo);
      Training training(world, algo, settings, 6, 1, {.normalize_observation = true});
      for (int k = 0; k < 5; ++k) training.update();
      const long before = allocations;
      for (int k = 0; k < 5; ++k) training.update();
      CHECK(allocations - before == 0);
    }
  }
  const long before = allocations;
  std::free(std::malloc(1));
  CHECK(allocations - before == 1);  // the counter counts
}
