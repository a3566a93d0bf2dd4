#include "experiments/run/run_follower.h"

#include <chrono>
#include <cstdlib>
#include <sstream>

#include "base/files.h"
#include "base/text.h"
#include "experiments/run/checkpoint.h"
#include "experiments/run/logs/csv_table.h"
#include "experiments/run/logs/progress_csv.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

// A row's numbers by the names of the columns; empty cells are left out.
viz::TrainingCurves::Row row_of(const std::vector<std::string>& names, const std::string& line) {
  viz::TrainingCurves::Row row;
  const std::vector<std::string> cells = csv_cells(line);
  for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) {
    if (!cells[i].empty()) row.emplace_back(names[i], std::atof(cells[i].c_str()));
  }
  return row;
}

// Whether the file is there, and no checkpoint was written after it.
bool is_newer(const fs::path& latest, const std::vector<std::int64_t>& saved, const RunDirectory& directory) {
  std::error_code missing, gone;
  const fs::file_time_type at = fs::last_write_time(latest, missing);
  if (missing) return false;
  return saved.empty() || fs::last_write_time(directory.checkpoint(saved.back()), gone) <= at;
}

}  // namespace

std::unique_ptr<viz::Weights> RunFollower::newer_weights() {
  const std::vector<std::int64_t> saved = directory_.checkpoints();
  const bool complete = fs::exists(directory_.result());
  const bool best = fs::exists(directory_.best()) && (complete || saved.empty());
  const bool latest = !best && is_newer(directory_.latest(), saved, directory_);
  if (!best && !latest && saved.empty()) return nullptr;
  const fs::path path = best     ? directory_.best()
                        : latest ? directory_.latest()
                                 : directory_.checkpoint(saved.back());
  std::error_code gone;  // a run that goes on prunes its checkpoints
  const fs::file_time_type at = fs::last_write_time(path, gone);
  if (gone || (path == seen_ && at == seen_at_)) return nullptr;
  const bool first = seen_.empty();
  auto weights = std::make_unique<viz::Weights>();
  try {
    weights->tensors = TensorFile::load(path);
    damaged_ = false;
  } catch (const std::runtime_error&) {
    if (!fs::exists(path)) return nullptr;
    if (first) throw;
    damaged_ = true;
  }
  weights->steps = best ? -1 : steps_of(weights->tensors).value_or(saved.empty() ? 0 : saved.back());
  seen_ = path;
  seen_at_ = at;
  return damaged_ ? nullptr : std::move(weights);
}

void RunFollower::extend(viz::TrainingCurves& curves) {
  std::error_code missing;
  const std::uintmax_t size = fs::file_size(directory_.progress(), missing);
  if (missing || size == read_) return;
  read_ = size;
  std::istringstream lines(read_file(directory_.progress()));
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> names = csv_cells(line);
  for (std::size_t number = 0; std::getline(lines, line); ++number) {
    if (number < rows_ || lines.eof()) continue;  // shown already, or not written to its end
    const viz::TrainingCurves::Row row = row_of(names, line);
    for (const auto& [name, value] : row) {
      if (name == kStepsColumn) curves.add(value, row);
    }
    rows_ = number + 1;
  }
}

std::string RunFollower::state() const {
  if (seen_.empty()) return "no weights yet";
  if (damaged_) return "newer weights are damaged";
  if (fs::exists(directory_.result())) return "best weights";
  const auto age = fs::file_time_type::clock::now() - seen_at_;
  return "weights of " + clock_time(std::chrono::duration<double>(age).count()) + " ago";
}

}  // namespace gymkhana
