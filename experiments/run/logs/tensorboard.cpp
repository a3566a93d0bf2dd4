#include "experiments/run/logs/tensorboard.h"

#include <array>
#include <bit>
#include <cmath>

#include "base/clock.h"

namespace gymkhana {
namespace {

constexpr std::array<std::uint32_t, 256> crc_table() {
  constexpr std::uint32_t castagnoli = 0x82f63b78;  // reflected
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? castagnoli : 0);
    table[byte] = crc;
  }
  return table;
}

template <class T>
std::string little_endian(T value) {
  const auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
  return {bytes.begin(), bytes.end()};
}

// Protobuf's variable-length integers and fields: a field is its number and wire type, then its value.
std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 128; value >>= 7) out += static_cast<char>(value | 128);
  return out + static_cast<char>(value);
}
std::string number_field(int field, std::uint64_t value) {
  return varint(field << 3) + varint(value);
}
std::string double_field(int field, double value) {
  return varint(field << 3 | 1) + little_endian(value);
}
std::string float_field(int field, float value) {
  return varint(field << 3 | 5) + little_endian(value);
}
std::string bytes_field(int field, std::string_view value) {
  return varint(field << 3 | 2) + varint(value.size()) + std::string(value);
}

}  // namespace

std::uint32_t masked_crc32c(std::string_view data) {
  static constexpr std::array<std::uint32_t, 256> table = crc_table();
  std::uint32_t crc = 0xffffffff;
  for (const char c : data) crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xff];
  return std::rotr(~crc, 15) + 0xa282ead8;
}

TensorBoardLog::TensorBoardLog(const std::filesystem::path& path, std::uint64_t size) : file_(path, size) {
  if (file_.size() > 0) return;
  record(double_field(1, unix_time()) + bytes_field(3, "brain.Event:2"));
  file_.flush();
}

void TensorBoardLog::write(const Row& row, std::int64_t step) {
  std::string summary;
  for (const auto& [name, value] : row) {
    if (!std::isfinite(value)) continue;
    summary += bytes_field(1, bytes_field(1, name) + float_field(2, static_cast<float>(value)));
  }
  record(double_field(1, unix_time()) + number_field(2, static_cast<std::uint64_t>(step)) +
         bytes_field(5, summary));
}

void TensorBoardLog::record(std::string_view event) {
  const std::string length = little_endian(std::uint64_t{event.size()});
  file_.append(length);
  file_.append(little_endian(masked_crc32c(length)));
  file_.append(event);
  file_.append(little_endian(masked_crc32c(event)));
}

}  // namespace gymkhana
