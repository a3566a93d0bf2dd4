#include "tests/experiments/same_run.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "nn/safetensors.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

// What a log says but for the clock's columns.
std::string without_clock(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line, out;
  std::vector<bool> keep;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string cell;
    for (std::size_t i = 0; std::getline(cells, cell, ','); ++i) {
      if (i == keep.size()) keep.push_back(cell != "time/time_elapsed" && cell != "time/fps" && cell != "t");
      if (keep[i]) out += cell + ",";
    }
    out += "\n";
  }
  return out;
}

// A run's log of episodes, without the line on top that says when it began.
std::string episodes(const fs::path& run) {
  const std::string csv = read_text(run / "0.monitor.csv");
  return without_clock(csv.substr(csv.find('\n') + 1));
}

fs::path newest_checkpoint(const fs::path& run) {
  fs::path newest;
  long most = -1;
  for (const fs::directory_entry& file : fs::directory_iterator(run / "checkpoints")) {
    const long steps = std::atol(file.path().stem().string().substr(5).c_str());
    if (steps > most) newest = file.path();
    most = std::max(most, steps);
  }
  return newest;
}

// All that a checkpoint holds but the wall clock.
std::map<std::string, Tensor> everything_learned(const fs::path& checkpoint) {
  std::map<std::string, Tensor> tensors = TensorFile::load(checkpoint).tensors();
  tensors.erase("run/clock");
  return tensors;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

void check_same_run(const fs::path& a, const fs::path& b) {
  CHECK(read_text(a / "best.safetensors") == read_text(b / "best.safetensors"));
  CHECK(without_clock(read_text(a / "progress.csv")) == without_clock(read_text(b / "progress.csv")));
  CHECK(episodes(a) == episodes(b));
  CHECK(newest_checkpoint(a).filename() == newest_checkpoint(b).filename());
  CHECK(everything_learned(newest_checkpoint(a)) == everything_learned(newest_checkpoint(b)));
}

void check_workers_change_nothing(const std::string& train, const fs::path& where) {
  for (const std::string workers : {"1", "2", "16"}) {
    const ProgramRun run = run_program(train + " --directory w" + workers + " --workers " + workers, where);
    REQUIRE_MESSAGE(run.status == 0, run.err);
  }
  check_same_run(where / "w1", where / "w2");
  check_same_run(where / "w1", where / "w16");
}

int train_until(const std::string& train, const fs::path& where, const std::string& name,
                std::size_t progress, int signal) {
  BackgroundProgram program(words(train + " --directory " + name), where);
  while (program.running()) {
    std::error_code absent;
    if (fs::file_size(where / name / "progress.csv", absent) >= progress && !absent) break;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  program.send(signal);
  return program.wait();
}

void check_killed_and_resumed(const std::string& train, const fs::path& where, const std::string& whole,
                              double part) {
  const std::string name = whole + "_killed_at_" + std::to_string(part);
  const auto length = static_cast<double>(fs::file_size(where / whole / "progress.csv"));
  const auto progress = 1 + static_cast<std::size_t>(part * length);
  CHECK(train_until(train, where, name, progress, SIGKILL) == 128 + SIGKILL);
  const ProgramRun resumed = run_program("resume " + name, where);
  REQUIRE_MESSAGE(resumed.status == 0, resumed.err);
  check_same_run(where / whole, where / name);
}

}  // namespace gymkhana
