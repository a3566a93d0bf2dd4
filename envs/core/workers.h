// The threads of a run: oneTBB behind two verbs.
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
        tasks, [](void* context, int i) { (*static_cast<T*>(context))(i); },
        const_cast<std::remove_const_t<T>*>(&task));
  }

 private:
  friend class WorkerTeam;

  void dispatch(int tasks, void (*call)(void*, int), void* context);

  struct Arena;
  struct Board;
  std::unique_ptr<Arena> arena_;
  std::shared_ptr<Board> board_;  // of the team
  int count_;
};

/// Workers that stay awake between runs, for many short ones in a row, such as the gradient steps of an
/// update: handing a task over takes less than a microsecond. Who waits looks again and again for some
/// microseconds, then lets other threads go first, so that more threads than cores do no harm. One team at a
/// time; it sleeps until there is more than one task.
class WorkerTeam {
 public:
  explicit WorkerTeam(Workers& workers) : workers_(workers) {}
  ~WorkerTeam();
  WorkerTeam(const WorkerTeam&) = delete;
  WorkerTeam& operator=(const WorkerTeam&) = delete;

  int count() const { return workers_.count(); }
  bool awake() const { return awake_; }

  /// As Workers::run.
  template <class Task>
  void run(int tasks, Task&& task) {
    if (tasks <= 1 || count() == 1) {
      for (int i = 0; i < tasks; ++i) task(i);
      return;
    }
    using T = std::remove_reference_t<Task>;
    dispatch(
        tasks, [](void* context, int i) { (*static_cast<T*>(context))(i); },
        const_cast<std::remove_const_t<T>*>(&task));
  }

 private:
  void wake();
  void dispatch(int tasks, void (*call)(void*, int), void* context);

  Workers& workers_;
  bool awake_ = false;
};

}  // namespace gymkhana
