// Steady-state acting and learning leave the heap alone.
#include <atomic>
#include <cstdlib>
#include <new>

#include <doctest/doctest.h>

#include "tests/agents/tiny_envs.h"
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

namespace {

Settings small_replay(const Settings& more = {}) {
  Settings settings = {
      {"learning_starts", "12"}, {"buffer_size", "60"}, {"batch_size", "16"}, {"train_freq", "2"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

const MakeBatch kDiscreteWorld = [](int slots) { return make_tiny<Identity>(slots, true); };
const MakeBatch kContinuousWorld = [](int slots) { return make_tiny<Follow>(slots); };

// Rounds go on for a while first, so that buffers have grown, and a replay buffer has come full circle.
void check_steady(const MakeBatch& env, const std::string& algo, const Settings& settings) {
  CAPTURE(algo);
  Training training(env, algo, settings, 6, 1, {.normalize_observation = true});
  for (int k = 0; k < 20; ++k) training.update();
  const long before = allocations;
  for (int k = 0; k < 5; ++k) training.update();
  CHECK(allocations - before == 0);
}

}  // namespace

TEST_CASE("acting and updating allocate nothing after the first rounds") {
  const std::vector<std::pair<std::string, Settings>> agents = {
      {"reinforce", {{"n_steps", "25"}}},
      {"a2c", {}},
      {"a2c", {{"policy.share_features_extractor", "true"}}},
      {"ppo", {{"n_steps", "33"}, {"batch_size", "50"}, {"n_epochs", "3"}, {"clip_range_vf", "0.2"}}}};
  for (const auto& [algo, settings] : agents) {
    check_steady(kDiscreteWorld, algo, settings);
    check_steady(kContinuousWorld, algo, settings);
  }
  const long before = allocations;
  std::free(std::malloc(1));
  CHECK(allocations - before == 1);  // the counter counts
}

TEST_CASE("so do agents with action values") {
  check_steady(kDiscreteWorld, "dqn", small_replay());
  check_steady(kDiscreteWorld, "dqn", small_replay({{"prioritized", "true"}, {"n_steps", "3"}}));
  check_steady(kDiscreteWorld, "c51", small_replay({{"noisy", "true"}, {"dueling", "true"}}));
  check_steady(kDiscreteWorld, "qrdqn", small_replay({{"double_q", "true"}}));
  const Settings parallel = {{"n_steps", "8"}, {"n_minibatches", "2"}};
  check_steady(kDiscreteWorld, "pqn", parallel);
  check_steady(kDiscreteWorld, "deep_sarsa", parallel);
  for (const char* algo : {"q_learning", "double_q_learning", "n_step_sarsa", "sarsa_lambda", "dyna_q"})
    check_steady(kDiscreteWorld, algo, {});
}
