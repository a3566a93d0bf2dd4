// progress.csv: one row per logged moment, columns named as Stable-Baselines3 names them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "envs/core/archive.h"

namespace gymkhana {

/// Named numbers of one moment.
using Row = std::vector<std::pair<std::string, double>>;

/// Columns of every row: environment steps, and seconds of training.
inline constexpr const char* kStepsColumn = "time/total_timesteps";
inline constexpr const char* kSecondsColumn = "time/time_elapsed";

/// A table that grows by rows, and by columns when a new name comes up. A value that a row lacks is an empty
/// cell.
class ProgressCsv {
 public:
  /// How much of the file belongs to a checkpoint.
  struct Mark {
    std::uint64_t rows = 0, columns = 0;
    void serialize(Archive& archive) { archive(rows, columns); }
  };

  /// Goes on where `mark` was taken: later rows and columns are cut off, and those that a damaged file lacks
  /// are done without. Mark{} starts a new file.
  ProgressCsv(std::filesystem::path path, Mark mark);

  /// Adds a row and makes it visible to readers of the file.
  void write(const Row& row);
  Mark mark() const { return {rows_, columns_.size()}; }

 private:
  // Writes the file anew with its first `rows` rows, as far as there are so many, and the present columns,
  // empty cells where a row has none.
  void rewrite(std::uint64_t rows);

  std::filesystem::path path_;
  std::vector<std::string> columns_;
  std::uint64_t rows_ = 0;
  std::unique_ptr<LogFile> file_;
};

/// A number in few characters that read back as the same; whole numbers without exponent.
std::string csv_number(double value);

}  // namespace gymkhana
