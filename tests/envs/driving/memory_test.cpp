// Environments on Box2D are freed: a process that resets them all day stays as large as it was.
#include <fstream>
#include <string>
#include <unistd.h>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

namespace gymkhana {
namespace {

// Of this process, in memory.
long resident_bytes() {
  std::ifstream file("/proc/self/statm");
  long size = 0, resident = 0;
  file >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

// Sanitizers keep freed memory for a while; theirs is the leak checker instead.
constexpr bool kMemoryIsGivenBack =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    false;
#else
    true;
#endif

void reset_often(Env& env, int times) {
  for (int i = 0; i < times; ++i) {
    Rng rng(i % 100);
    env.reset(rng, {});
  }
}

TEST_SUITE("slow") {
  TEST_CASE("10,000 resets take no more memory than the first hundred") {
    for (const char* id :
         {"CarRacing-v3", "Gymkhana/CarTraffic-v0", "LunarLander-v3", "BipedalWalkerHardcore-v3"}) {
      CAPTURE(id);
      const auto env = standard_envs().make(id);
      reset_often(*env, 100);
      const long before = resident_bytes();
      reset_often(*env, 10'000);
      if (kMemoryIsGivenBack) CHECK(resident_bytes() - before < 1'000'000);  // 100 bytes for each reset
    }
  }
}

}  // namespace
}  // namespace gymkhana
