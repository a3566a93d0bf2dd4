#include "replay/workers.h"

#include <string>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "envs/core/error.h"

namespace gymkhana {

struct Workers::Arena {
  explicit Arena(int count)
      : limit(oneapi::tbb::global_control::max_allowed_parallelism, count), arena(count) {}

  oneapi::tbb::global_control limit;  // lets a run have more threads than the machine has cores
  oneapi::tbb::task_arena arena;
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
  // One task per chunk, however short: a few long tasks should not be lumped together.
  arena_->arena.execute([&] {
    oneapi::tbb::parallel_for(
        0, tasks, 1, [&](int i) { call(context, i); }, oneapi::tbb::simple_partitioner());
  });
}

}  // namespace gymkhana
