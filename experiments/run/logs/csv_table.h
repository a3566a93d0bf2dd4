// Reading tables of comma-separated numbers: progress.csv, and the monitor.csv of any tool.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gymkhana {

/// The cells of one line, without quotes.
std::vector<std::string> csv_cells(const std::string& line);

struct CsvTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> column(const std::string& name) const;
  /// NaN for an empty cell. Error for a cell that is no number.
  double number(std::size_t row, std::size_t column) const;
};

/// Lines that begin with "#" are passed over, and so are a byte order mark and a last line that is still
/// being written. Error names the file that is empty, or the line that does not fit the header.
CsvTable read_csv(const std::filesystem::path& path);

/// The names of its columns alone; none where the file is empty.
std::vector<std::string> csv_columns(const std::filesystem::path& path);

}  // namespace gymkhana
