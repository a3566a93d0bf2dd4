#include "experiments/logs/csv_table.h"

#include <algorithm>
#include <limits>
#include <sstream>

#include "envs/core/error.h"
#include "envs/core/fields.h"
#include "experiments/files.h"

namespace gymkhana {

std::vector<std::string> csv_cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::optional<std::size_t> CsvTable::column(const std::string& name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

double CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string& cell = rows[row][column];
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  try {
    double value = 0;
    parse(cell, value);
    return value;
  } catch (const Error&) {
    throw Error("row " + std::to_string(row + 1) + ", column " + columns[column] + ": \"" + cell +
                "\" is no number");
  }
}

CsvTable read_csv(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  std::istringstream lines(text);
  CsvTable table;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.starts_with("#")) continue;
    std::vector<std::string> cells = csv_cells(line);
    if (table.columns.empty()) {
      table.columns = std::move(cells);
    } else if (cells.size() == table.columns.size()) {
      table.rows.push_back(std::move(cells));
    } else if (!lines.eof() || text.ends_with('\n')) {
      throw Error("\"" + path.string() + "\", line " + std::to_string(number) + ": " +
                  std::to_string(cells.size()) + " cells, where the header has " +
                  std::to_string(table.columns.size()));
    }
  }
  if (table.rows.empty()) throw Error("\"" + path.string() + "\" holds no rows");
  return table;
}

}  // namespace gymkhana
