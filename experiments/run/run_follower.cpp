#include "experiments/run/run_follower.h"

#include <cstdlib>
#include <sstream>

#include "base/files.h"
#include "experiments/run/logs/csv_table.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSteps = "time/total_timesteps";

// A row's numbers by the names of the columns; empty cells are left out.
viz::TrainingCurves::Row row_of(const std::vector<std::string>& names, const std::string& line) {
  viz::TrainingCurves::Row row;
  const std::vector<std::string> cells = csv_cells(line);
  for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) {
    if (!cells[i].empty()) row.emplace_back(names[i], std::atof(cells[i].c_str()));
  }
  return row;
}

}  // namespace

std::unique_ptr<viz::Weights> RunFollower::newer_weights() {
  const std::vector<std::int64_t> saved = directory_.checkpoints();
  const bool complete = fs::exists(directory_.result());
  const bool best = fs::exists(directory_.best()) && (complete || saved.empty());
  if (!best && saved.empty()) return nullptr;
  const fs::path path = best ? directory_.best() : directory_.checkpoint(saved.back());
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
  weights->steps = best ? -1 : saved.back();
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
      if (name == kSteps) curves.add(value, row);
    }
    rows_ = number + 1;
  }
}

std::string RunFollower::state() const {
  if (seen_.empty()) return "no weights yet";
  if (damaged_) return "newer weights are damaged";
  return fs::exists(directory_.result()) ? "best weights" : "newest checkpoint";
}

}  // namespace gymkhana
