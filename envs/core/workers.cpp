#include "envs/core/workers.h"

#include <string>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "base/error.h"

// oneTBB comes without the thread sanitizer's eyes: these tell it what waiting for tasks implies, and what to
// overlook: how a task finds its own arguments, in oneTBB's headers and in dispatch().
#ifdef __SANITIZE_THREAD__
extern "C" void __tsan_acquire(void* place);
extern "C" void __tsan_release(void* place);
extern "C" const char* __tsan_default_suppressions() {
  return "race_top:oneapi/tbb/\nrace_top:__atomic_base\nrace_top:envs/core/workers.\n";
}
#else
static void __tsan_acquire(void*) {}
static void __tsan_release(void*) {}
#endif

namespace gymkhana {

struct Workers::Arena {
  explicit Arena(int count)
      : limit(oneapi::tbb::global_control::max_allowed_parallelism, count), arena(count) {}

  oneapi::tbb::global_control limit;  // lets a run have more threads than the machine has cores
  oneapi::tbb::task_arena arena;
  char begun = 0, done = 0;  // what the thread sanitizer takes for locks
};

Workers::Workers(int count) : count_(count) {
  if (count < 1) throw Error("workers must be >= 1, not " + std::to_string(count));
  if (count > 1) arena_ = std::make_unique<Arena>(count);
}

Workers::~Workers() = default;

void Workers::dispatch(int tasks, void (*call)(void*, int), void* context) {
  if (!arena_ || tasks == 1) {
    for (int i = 0; i < tasks; ++i) call(context, i);
    return;
  }
  Arena& arena = *arena_;
  // One task per chunk, however short: a few long tasks should not be lumped together.
  __tsan_release(&arena.begun);
  arena.arena.execute([&] {
    oneapi::tbb::parallel_for(
        0, tasks, 1,
        [&](int i) {
          __tsan_acquire(&arena.begun);
          call(context, i);
          __tsan_release(&arena.done);
        },
        oneapi::tbb::simple_partitioner());
  });
  __tsan_acquire(&arena.done);
}

}  // namespace gymkhana
