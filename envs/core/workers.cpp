#include "envs/core/workers.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <string>
#include <thread>
#include <utility>

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

namespace {

void pause_processor() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// Waits a moment, for the n-th time in a row: some 20 microseconds of looking again, then others go first.
void wait_a_moment(int n) {
  if (n < 1000) {
    pause_processor();
  } else {
    std::this_thread::yield();
  }
}

}  // namespace

/// Where a team finds its tasks. `open` holds which of a run's tasks nobody has taken yet, in one number, so
/// that taking one is a single exchange: the number of the run (32 bits), the first open task and the one
/// after the last (16 bits each). The caller takes tasks from the front, the others from the back, so that
/// successive runs leave the same data with the same core.
struct Workers::Board {
  static constexpr int kMostTasks = 60'000;

  bool take(bool from_front, int& task) {
    std::uint64_t now = open.load(std::memory_order_acquire);
    for (;;) {
      const int first = static_cast<int>(now >> 16 & 0xffff), end = static_cast<int>(now & 0xffff);
      if (first >= end) return false;
      if (open.compare_exchange_weak(now, from_front ? now + 0x10000 : now - 1, std::memory_order_acq_rel,
                                     std::memory_order_acquire)) {
        task = from_front ? first : end - 1;
        return true;
      }
    }
  }

  void perform(int task) {
    try {
      call(context, task);
    } catch (...) {
      if (!failed.test_and_set()) failure = std::current_exception();
    }
    done.fetch_add(1, std::memory_order_acq_rel);
  }

  /// What a worker does while the session lasts.
  void help(std::uint64_t own_session) {
    for (int idle = 0; session.load(std::memory_order_acquire) == own_session;) {
      int task = 0;
      if (take(false, task)) {
        perform(task);
        idle = 0;
      } else {
        wait_a_moment(std::min(idle++, 1'000'000));
      }
    }
  }

  void run(int tasks, void (*new_call)(void*, int), void* new_context) {
    call = new_call;
    context = new_context;
    done.store(0, std::memory_order_relaxed);
    open.store(++runs << 32 | static_cast<std::uint64_t>(tasks), std::memory_order_release);
    int task = 0;
    while (take(true, task)) perform(task);
    for (int n = 0; done.load(std::memory_order_acquire) < tasks;) wait_a_moment(std::min(n++, 1'000'000));
    if (!failed.test()) return;
    failed.clear();
    std::rethrow_exception(std::exchange(failure, nullptr));
  }

  alignas(64) std::atomic<std::uint64_t> open{0};
  alignas(64) std::atomic<int> done{0};
  alignas(64) std::atomic<std::uint64_t> session{0};  // odd: a team is awake
  void (*call)(void*, int) = nullptr;
  void* context = nullptr;
  std::uint64_t runs = 0;
  std::atomic_flag failed;
  std::exception_ptr failure;
};

Workers::Workers(int count) : count_(count) {
  if (count < 1) throw Error("workers must be >= 1, not " + std::to_string(count));
  if (count == 1) return;
  arena_ = std::make_unique<Arena>(count);
  board_ = std::make_shared<Board>();
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

WorkerTeam::~WorkerTeam() {
  if (awake_) ++workers_.board_->session;  // sends the workers home
}

void WorkerTeam::wake() {
  awake_ = true;
  const std::uint64_t session = ++workers_.board_->session;
  for (int i = 1; i < count(); ++i)
    workers_.arena_->arena.enqueue([board = workers_.board_, session] { board->help(session); });
}

void WorkerTeam::dispatch(int tasks, void (*call)(void*, int), void* context) {
  if (!awake_) wake();
  // Runs longer than a board counts go in several.
  struct Rest {
    void (*call)(void*, int);
    void* context;
    int first;
  };
  for (int first = 0; first < tasks; first += Workers::Board::kMostTasks) {
    Rest rest{call, context, first};
    workers_.board_->run(
        std::min(tasks - first, Workers::Board::kMostTasks),
        [](void* part, int i) {
          const Rest& from = *static_cast<Rest*>(part);
          from.call(from.context, from.first + i);
        },
        &rest);
  }
}

}  // namespace gymkhana
