// Event files that TensorBoard reads: scalars over environment steps.
//
// A record is length (u64), masked CRC of the length (u32), data, masked CRC of the data; data is a protobuf
// Event {1: wall_time double, 2: step int64, 3: file_version string, 5: summary {1: value {1: tag string, 2:
// simple_value float}}}. The CRC is CRC-32C, masked as TensorFlow does: rotated right by 15 bits, plus
// 0xa282ead8.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/files.h"
#include "experiments/run/logs/progress_csv.h"

namespace gymkhana {

class TensorBoardLog {
 public:
  /// Goes on after `size` bytes of an existing file; 0 starts a new one.
  TensorBoardLog(const std::filesystem::path& path, std::uint64_t size);

  /// One event with all finite values of the row.
  void write(const Row& row, std::int64_t step);
  void flush() { file_.flush(); }
  std::uint64_t size() const { return file_.size(); }

 private:
  void record(std::string_view event);

  LogFile file_;
};

/// CRC-32C (Castagnoli), masked.
std::uint32_t masked_crc32c(std::string_view data);

}  // namespace gymkhana
