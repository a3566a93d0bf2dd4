// The threads of a run: oneTBB behind one verb.
#pragma once

#include <memory>
#include <type_traits>

namespace gymkhana {

/// Runs numbered tasks on up to `count` threads. Which thread runs which task, and when, is not said: results
/// must not depend on it, so tasks write to places of their own.
class Workers {
 public:
  explicit Workers(int count);  ///< >= 1; with 1 everything runs on the calling thread
  ~Workers();

  int count() const { return count_; }

  /// Calls task(0), ..., task(tasks - 1) and returns when all are done. The first exception is passed on.
  template <class Task>
  void run(int tasks, Task&& task) {
    using T = std::remove_reference_t<Task>;
    dispatch(
        tasks, [](void* context, int i) { (*static_cast<T*>(context))(i); }, &task);
  }

 private:
  void dispatch(int tasks, void (*call)(void*, int), void* context);

  struct Arena;
  std::unique_ptr<Arena> arena_;
  int count_;
};

}  // namespace gymkhana
