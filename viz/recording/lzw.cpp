#include "viz/recording/lzw.h"

#include <algorithm>

namespace gymkhana::viz {
namespace {

constexpr int kMostBits = 12;
constexpr int kMostCodes = 1 << kMostBits;

/// Packs codes of changing width into bytes.
class BitWriter {
 public:
  void write(int code, int width) {
    pending_ |= static_cast<std::uint32_t>(code) << filled_;
    for (filled_ += width; filled_ >= 8; filled_ -= 8, pending_ >>= 8) put();
  }
  std::vector<std::uint8_t> finish() {
    if (filled_ > 0) put();
    return std::move(bytes_);
  }

 private:
  void put() { bytes_.push_back(static_cast<std::uint8_t>(pending_ & 0xff)); }

  std::vector<std::uint8_t> bytes_;
  std::uint32_t pending_ = 0;
  int filled_ = 0;
};

}  // namespace

std::vector<std::uint8_t> lzw(std::span<const std::uint8_t> indices, int bits) {
  const int clear = 1 << bits, end = clear + 1;
  std::vector<std::uint16_t> longer(std::size_t{kMostCodes} << bits);  // (code, index) -> code; 0: none yet
  BitWriter out;
  int next = end + 1, width = bits + 1;
  out.write(clear, width);
  int code = indices.empty() ? -1 : indices[0];
  for (const std::uint8_t index : indices.subspan(indices.empty() ? 0 : 1)) {
    std::uint16_t& known = longer[(static_cast<std::size_t>(code) << bits) + index];
    if (known != 0) {
      code = known;
      continue;
    }
    out.write(code, width);
    code = index;
    if (next == kMostCodes) {  // the table is full: start a new one
      out.write(clear, width);
      std::fill(longer.begin(), longer.end(), std::uint16_t{0});
      next = end + 1;
      width = bits + 1;
      continue;
    }
    known = static_cast<std::uint16_t>(next);
    if (next++ == 1 << width) ++width;
  }
  if (code >= 0) out.write(code, width);
  if (next == 1 << width && width < kMostBits) ++width;  // readers count one code behind
  out.write(end, width);
  return out.finish();
}

}  // namespace gymkhana::viz
