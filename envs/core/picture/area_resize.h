// Shrinking pictures by areas: each new pixel is the mean of the old ones it covers, parts of them included.
#pragma once

#include <cstdint>
#include <vector>

namespace gymkhana {

/// Shrinks pictures of one size to another in exact whole-number arithmetic: the mean, weighted by the
/// covered area, rounded to the nearest, halves upwards. Weights are computed once; use needs one object per
/// thread.
class AreaResize {
 public:
  AreaResize() = default;
  /// From height x width to new_height x new_width, neither larger than before, at least 1. Error when the
  /// ratio of the heights, as whole numbers, needs more than 257 (any old height up to that will do).
  AreaResize(int height, int width, int new_height, int new_width, int channels);

  /// Rows from the top, pixels from the left, channels together; `to` must not overlap `from`.
  void operator()(const std::uint8_t* from, std::uint8_t* to);

 private:
  /// How new places cover old ones along one axis: new place i takes weights[i * taps + k] of old place
  /// first[i] + k.
  struct Cover {
    int taps = 0;
    std::uint32_t total = 0;  ///< of the weights of one new place
    std::vector<int> first;
    std::vector<std::uint16_t> weights;
  };
  static Cover cover(int size, int new_size);

  void sum_rows(const std::uint8_t* from, int new_row);
  void sum_columns(std::uint8_t* to);

  int row_size_ = 0;      ///< bytes in an old row
  int new_row_size_ = 0;  ///< bytes in a new row
  int channels_ = 0;
  Cover rows_;
  int column_taps_ = 0;
  std::vector<int> column_first_;              ///< by byte of a new row: the first byte of the old row
  std::vector<std::uint32_t> column_weights_;  ///< [tap][byte of a new row]
  double scale_ = 0;                           ///< 1 / total weight
  std::uint32_t half_ = 0;                     ///< total weight / 2

  // Scratch: sums over the old rows of a new row and of the new row before it, and sums over columns.
  std::vector<std::uint16_t> row_sums_, last_row_sums_;
  std::vector<std::uint32_t> sums_;
};

}  // namespace gymkhana
