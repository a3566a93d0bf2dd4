#include "experiments/bench/runner.h"

#include <chrono>
#include <deque>
#include <list>
#include <optional>
#include <thread>

#include "base/child_process.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "experiments/bench/progress.h"
#include "experiments/bench/stage.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPause{10};
constexpr int kPatience = 3'000;  // pauses: half a minute

/// A run that some child is working on.
struct Active {
  const BenchRun* run;
  Stage stage;
  std::uintmax_t log_size;  // before the child began to write
  Child child;
};

std::string signal_or_status(int status) {
  return status > 128 ? "ended by signal " + std::to_string(status - 128)
                      : "ended with status " + std::to_string(status);
}

// Children of a bench that was killed save and end by themselves, soon.
void await_orphan(const BenchRun& run) {
  for (int i = 0; i < kPatience && FolderLock::held(run.directory) && !Interrupt::requested(); ++i) {
    std::this_thread::sleep_for(kPause);
  }
}

/// The work as a whole: runs wait, are active, and end well or badly.
class Runner {
 public:
  Runner(const Registry& registry, const std::vector<BenchRun>& runs, int side_by_side, std::string program)
      : registry_(registry),
        side_by_side_(static_cast<std::size_t>(side_by_side)),
        program_(std::move(program)),
        progress_(runs) {
    for (const BenchRun& run : runs) waiting_.push_back(&run);
  }

  BenchOutcome run() {
    const Interrupt interrupt;
    while (!waiting_.empty() || !active_.empty()) {
      if (Interrupt::requested() && !outcome_.interrupted) stop();
      while (active_.size() < side_by_side_ && !waiting_.empty()) {
        const BenchRun* next = waiting_.front();
        waiting_.pop_front();
        await_orphan(*next);
        go_on(*next, std::nullopt, 0);
      }
      reap();
      progress_.update(active_runs());
      std::this_thread::sleep_for(kPause);
    }
    return outcome_;
  }

 private:
  void stop() {
    outcome_.interrupted = true;
    waiting_.clear();
    for (const Active& active : active_) active.child.interrupt();
    progress_.say("stopping: runs finish their update and save");
  }

  // Starts the next stage of a run, whose last child did `before` and wrote to the log from `log_size` on.
  void go_on(const BenchRun& run, std::optional<Stage> before, std::uintmax_t log_size) {
    try {
      const Stage stage = stage_of(registry_, run);
      if (stage == Stage::done) {
        progress_.finished(run);
      } else if (stage == Stage::failed) {
        fail(run, "training broke; remove \"" + run.directory.string() +
                      "\" and name the bench's --directory to try again");
      } else if (stage == before) {
        fail(run, last_words(run, log_size, "it does not get on"));
      } else {
        start(run, stage);
      }
    } catch (const std::exception& error) {
      fail(run, error.what());
    }
  }

  void start(const BenchRun& run, Stage stage) {
    if (stage == Stage::train) fs::remove_all(run.directory);  // what died before its first checkpoint
    make_folder(run.directory.parent_path());
    std::vector<std::string> words = command(run, stage);
    words.insert(words.begin(), program_);
    const std::uintmax_t log_size = size_of(log_of(run));
    active_.push_back({&run, stage, log_size, Child::of_this_program(words, log_of(run))});
  }

  void reap() {
    for (auto active = active_.begin(); active != active_.end();) {
      const std::optional<int> status = active->child.status();
      if (!status) {
        ++active;
        continue;
      }
      const BenchRun& run = *active->run;
      const Stage stage = active->stage;
      const std::uintmax_t log_size = active->log_size;
      active = active_.erase(active);
      if (outcome_.interrupted) continue;
      if (*status == 0) {
        go_on(run, stage, log_size);
      } else {
        fail(run, last_words(run, log_size, signal_or_status(*status)));
      }
    }
  }

  void fail(const BenchRun& run, const std::string& reason) {
    outcome_.failed.push_back({run.preset, run.seed, reason});
    progress_.finished(run);
    progress_.say(run.preset + " seed " + std::to_string(run.seed) + ": " + reason);
  }

  std::vector<const BenchRun*> active_runs() const {
    std::vector<const BenchRun*> runs;
    for (const Active& active : active_) runs.push_back(active.run);
    return runs;
  }

  const Registry& registry_;
  std::size_t side_by_side_;
  std::string program_;
  BenchProgress progress_;
  std::deque<const BenchRun*> waiting_;
  std::list<Active> active_;
  BenchOutcome outcome_;
};

}  // namespace

BenchOutcome run_bench(const Registry& registry, const std::vector<BenchRun>& runs, int side_by_side,
                       const std::string& program) {
  return Runner(registry, runs, side_by_side, program).run();
}

}  // namespace gymkhana
