#include "experiments/run/logs/progress_csv.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "envs/core/fields.h"
#include "experiments/run/logs/csv_table.h"

namespace gymkhana {
namespace {

std::string join(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + cells[i];
  return line + "\n";
}

}  // namespace

ProgressCsv::ProgressCsv(std::filesystem::path path, Mark mark) : path_(std::move(path)) {
  if (mark.columns > 0 && std::filesystem::exists(path_)) {
    std::istringstream text(read_file(path_));
    std::string header;
    std::getline(text, header);
    columns_ = csv_cells(header);
    columns_.resize(std::min<std::size_t>(columns_.size(), mark.columns));
    rewrite(mark.rows);
  } else {
    file_ = std::make_unique<LogFile>(path_, 0);
  }
}

void ProgressCsv::rewrite(std::uint64_t rows) {
  std::istringstream text(read_file(path_));
  std::string line, whole = join(columns_);
  std::getline(text, line);
  for (rows_ = 0; rows_ < rows && std::getline(text, line); ++rows_) {
    std::vector<std::string> cells = csv_cells(line);
    cells.resize(columns_.size());
    whole += join(cells);
  }
  write_file(path_, whole);
  file_ = std::make_unique<LogFile>(path_, whole.size());
}

void ProgressCsv::write(const Row& row) {
  const std::size_t known = columns_.size();
  std::vector<std::string> cells(known);
  for (const auto& [name, value] : row) {
    const auto column = std::find(columns_.begin(), columns_.end(), name);
    const std::size_t index = column - columns_.begin();
    if (column == columns_.end()) columns_.push_back(name);
    cells.resize(columns_.size());
    cells[index] = csv_number(value);
  }
  if (columns_.size() > known) rewrite(rows_);
  file_->append(join(cells));
  file_->flush();
  ++rows_;
}

std::string csv_number(double value) {
  const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
  return whole ? print(static_cast<std::int64_t>(value)) : print(value);
}

}  // namespace gymkhana
