#include "experiments/run/logs/csv_table.h"

#include <algorithm>
#include <limits>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "envs/core/fields.h"

namespace gymkhana {
namespace {

// Windows' editors begin a file with a byte order mark.
std::string text_of(const std::filesystem::path& path) {
  const std::string mark = "\xEF\xBB\xBF", text = read_file(path);
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool passed_over(const std::string& line) {
  return line.empty() || line.starts_with("#");
}

}  // namespace

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
  const std::string text = text_of(path);
  std::istringstream lines(text);
  CsvTable table;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (passed_over(line)) continue;
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
  if (table.columns.empty()) throw Error("\"" + path.string() + "\" is empty");
  return table;
}

std::vector<std::string> csv_columns(const std::filesystem::path& path) {
  std::istringstream lines(text_of(path));
  for (std::string line; std::getline(lines, line);) {
    if (!passed_over(line)) return csv_cells(line);
  }
  return {};
}

}  // namespace gymkhana
