// Maps of letters: environments drawn as text, one letter per cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "envs/grid/position.h"

namespace gymkhana {

/// A rectangle of letters, checked when it is made.
class LetterMap {
 public:
  /// What each letter means, as errors tell it: {{'#', "wall"}, {'G', "goal"}}.
  struct Meaning {
    char letter;
    std::string_view name;
  };

  /// Error when there are no rows, rows differ in length, or a letter has no meaning.
  LetterMap(std::vector<std::string> rows, const std::vector<Meaning>& meanings);
  /// Rows with "/" between them, as on a command line.
  LetterMap(std::string_view rows, const std::vector<Meaning>& meanings);

  int width() const { return static_cast<int>(rows_[0].size()); }
  int height() const { return static_cast<int>(rows_.size()); }
  Rectangle all() const { return {0, 0, width(), height()}; }
  char operator[](Position p) const { return rows_[p.y][p.x]; }

  /// Where any of these letters stand, row by row.
  std::vector<Position> find(std::string_view letters) const;
  /// Where one of these letters stands; Error unless it is on the map once, and no other of them.
  Position find_one(std::string_view letters, std::string_view what) const;

 private:
  std::vector<std::string> rows_;
};

}  // namespace gymkhana
