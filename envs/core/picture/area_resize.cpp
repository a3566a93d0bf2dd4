#include "envs/core/picture/area_resize.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>

#include "base/error.h"

namespace gymkhana {

/// In units of 1/new_size of an old place, new place i covers [i * size, (i + 1) * size) and old place j
/// covers [j * new_size, (j + 1) * new_size). All overlaps share the divisor gcd(size, new_size).
AreaResize::Cover AreaResize::cover(int size, int new_size) {
  const int unit = std::gcd(size, new_size);
  Cover cover;
  cover.total = static_cast<std::uint32_t>(size / unit);
  for (int i = 0; i < new_size; ++i) {
    const int first = i * size / new_size, last = ((i + 1) * size - 1) / new_size;
    cover.taps = std::max(cover.taps, last - first + 1);
  }
  for (int i = 0; i < new_size; ++i) {
    const int first = std::min(i * size / new_size, size - cover.taps);
    cover.first.push_back(first);
    for (int j = first; j < first + cover.taps; ++j) {
      const int overlap = std::min((i + 1) * size, (j + 1) * new_size) - std::max(i * size, j * new_size);
      cover.weights.push_back(static_cast<std::uint16_t>(std::max(overlap, 0) / unit));
    }
  }
  return cover;
}

AreaResize::AreaResize(int height, int width, int new_height, int new_width, int channels)
    : row_size_(width * channels),
      new_row_size_(new_width * channels),
      channels_(channels),
      rows_(cover(height, new_height)),
      row_sums_(row_size_),
      last_row_sums_(row_size_),
      sums_(new_row_size_) {
  if (rows_.total > 257) {
    throw Error("cannot shrink " + std::to_string(height) + " rows to " + std::to_string(new_height) +
                " exactly: choose heights with a greater common divisor");
  }
  const Cover columns = cover(width, new_width);
  column_taps_ = columns.taps;
  for (int tap = 0; tap < columns.taps; ++tap) {
    for (int byte = 0; byte < new_row_size_; ++byte) {
      const int column = byte / channels;
      column_weights_.push_back(columns.weights[column * columns.taps + tap]);
      if (tap == 0) column_first_.push_back(columns.first[column] * channels + byte % channels);
    }
  }
  const std::uint32_t total = rows_.total * columns.total;
  scale_ = 1.0 / total;
  half_ = total / 2;
}

void AreaResize::operator()(const std::uint8_t* from, std::uint8_t* to) {
  const int new_height = static_cast<int>(rows_.first.size());
  for (int row = 0; row < new_height; ++row, to += new_row_size_) {
    std::swap(row_sums_, last_row_sums_);
    sum_rows(from, row);
    if (row > 0 && row_sums_ == last_row_sums_) {
      std::memcpy(to, to - new_row_size_, new_row_size_);
    } else {
      sum_columns(to);
    }
  }
}

void AreaResize::sum_rows(const std::uint8_t* from, int new_row) {
  std::uint16_t* sums = row_sums_.data();
  const int size = row_size_;
  std::fill_n(sums, size, 0);
  for (int tap = 0; tap < rows_.taps; ++tap) {
    const std::uint8_t* old = from + static_cast<std::ptrdiff_t>(rows_.first[new_row] + tap) * size;
    const std::uint16_t weight = rows_.weights[new_row * rows_.taps + tap];
    for (int i = 0; i < size; ++i) sums[i] = static_cast<std::uint16_t>(sums[i] + weight * old[i]);
  }
}

void AreaResize::sum_columns(std::uint8_t* to) {
  std::uint32_t* sums = sums_.data();
  const int size = new_row_size_;
  std::fill_n(sums, size, half_);
  for (int tap = 0; tap < column_taps_; ++tap) {
    const std::uint16_t* old = row_sums_.data() + tap * channels_;
    const std::uint32_t* weights = column_weights_.data() + static_cast<std::ptrdiff_t>(tap) * size;
    const int* first = column_first_.data();
    for (int i = 0; i < size; ++i) sums[i] += weights[i] * old[first[i]];
  }
  // Half a unit keeps whole quotients from falling just below themselves in floating point.
  for (int i = 0; i < size; ++i) to[i] = static_cast<std::uint8_t>((sums[i] + 0.5) * scale_);
}

}  // namespace gymkhana
