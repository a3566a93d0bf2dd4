#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace gymkhana {
namespace {

// Levenshtein's distance, ignoring case, with one row of the table kept.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0u);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& words) {
  std::string best;
  for (const std::string& candidate : words) {
    const bool begun = word.size() > 1 && candidate.starts_with(word);
    if (begun && (best.empty() || candidate.size() < best.size())) best = candidate;
  }
  if (!best.empty()) return best;
  std::size_t smallest = std::max<std::size_t>(2, word.size() / 2);
  for (const std::string& candidate : words) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance <= smallest && (best.empty() || distance < smallest)) {
      best = candidate;
      smallest = distance;
    }
  }
  return best;
}

Error unknown_word(std::string_view kind, std::string_view word, const std::vector<std::string>& words) {
  const std::string unknown = fmt::format("unknown {} \"{}\"", kind, word);
  if (const std::string near = nearest(word, words); !near.empty())
    return Error(fmt::format("{}; did you mean \"{}\"?", unknown, near));
  if (words.empty()) return Error(unknown + "; there is none");
  constexpr std::size_t glance = 30;
  if (words.size() > glance)
    return Error(fmt::format("{}; no similar name among {}; see: list {}s", unknown, words.size(), kind));
  return Error(fmt::format("{}; known: {}", unknown, fmt::join(words, " ")));
}

}  // namespace gymkhana
