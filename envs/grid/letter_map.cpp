#include "envs/grid/letter_map.h"

#include <algorithm>

#include "base/error.h"

namespace gymkhana {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> rows(1);
  for (const char letter : text) {
    if (letter == '/') {
      rows.emplace_back();
    } else {
      rows.back() += letter;
    }
  }
  return rows;
}

std::string explain(const std::vector<LetterMap::Meaning>& meanings) {
  std::string text;
  for (const auto& [letter, name] : meanings) {
    text += (text.empty() ? "" : ", ") + std::string(1, letter) + " (" + std::string(name) + ")";
  }
  return text;
}

}  // namespace

LetterMap::LetterMap(std::vector<std::string> rows, const std::vector<Meaning>& meanings)
    : rows_(std::move(rows)) {
  if (rows_.empty() || rows_[0].empty()) throw Error("map: it is empty; give rows of letters");
  for (std::size_t y = 0; y < rows_.size(); ++y) {
    if (rows_[y].size() != rows_[0].size()) {
      throw Error("map: row " + std::to_string(y) + " has " + std::to_string(rows_[y].size()) +
                  " cells, row 0 has " + std::to_string(rows_[0].size()) + "; give all rows the same length");
    }
    for (const char letter : rows_[y]) {
      if (std::ranges::find(meanings, letter, &Meaning::letter) != meanings.end()) continue;
      throw Error("map: row " + std::to_string(y) + " has the unknown letter '" + letter + "'; use " +
                  explain(meanings));
    }
  }
}

LetterMap::LetterMap(std::string_view rows, const std::vector<Meaning>& meanings)
    : LetterMap(split(rows), meanings) {}

std::vector<Position> LetterMap::find(std::string_view letters) const {
  std::vector<Position> places;
  for (int y = 0; y < height(); ++y) {
    for (int x = 0; x < width(); ++x) {
      if (letters.find((*this)[{x, y}]) != std::string_view::npos) places.push_back({x, y});
    }
  }
  return places;
}

Position LetterMap::find_one(std::string_view letters, std::string_view what) const {
  const std::vector<Position> places = find(letters);
  if (places.size() == 1) return places[0];
  throw Error("map: it has " +
              (places.empty() ? std::string("no ") : std::to_string(places.size()) + " times ") +
              std::string(what) + "; put one of \"" + std::string(letters) + "\" somewhere, once");
}

}  // namespace gymkhana
