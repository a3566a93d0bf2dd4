#include "viz/recording/gif.h"

#include <algorithm>
#include <fmt/core.h>
#include <initializer_list>
#include <vector>

#include "base/error.h"
#include "viz/recording/color_table.h"
#include "viz/recording/lzw.h"

namespace gymkhana::viz {
namespace {

constexpr int kBlock = 255;    // bytes per block of compressed data
constexpr int kUnchanged = 0;  // the index of pixels that show through from the picture before

void append(std::string& out, std::initializer_list<int> bytes) {
  for (const int byte : bytes) out += static_cast<char>(byte);
}

void append_words(std::string& out, std::initializer_list<int> words) {
  for (const int word : words) append(out, {word & 0xff, word >> 8 & 0xff});
}

// The table holds 2^bits colours, at least four, as the compression wants.
int bits_for(std::size_t colors) {
  int bits = 2;
  while ((std::size_t{1} << bits) < colors) ++bits;
  return bits;
}

void append_table(std::string& out, const std::vector<Color>& colors, int bits) {
  append(out, {0, 0, 0});  // kUnchanged
  for (const Color& color : colors) append(out, {color.r, color.g, color.b});
  out.append((std::size_t{3} << bits) - 3 * (colors.size() + 1), '\0');
}

void append_blocks(std::string& out, const std::vector<std::uint8_t>& data) {
  for (std::size_t i = 0; i < data.size(); i += kBlock) {
    const std::size_t size = std::min<std::size_t>(kBlock, data.size() - i);
    append(out, {static_cast<int>(size)});
    out.append(reinterpret_cast<const char*>(data.data()) + i, size);
  }
  append(out, {0});
}

}  // namespace

GifRecording::GifRecording(std::string path, double fps)
    : path_(std::move(path)), delay_(std::max(100 / fps, 2.0)) {}

void GifRecording::open(const Image& picture) {
  file_.emplace(path_);
  std::string head = "GIF89a";
  append_words(head, {picture.width, picture.height});
  append(head, {0x70, 0, 0});  // no table of colours for all pictures
  head += "\x21\xff\x0bNETSCAPE2.0";
  append(head, {3, 1, 0, 0, 0});  // repeat for ever
  file_->write(head);
}

void GifRecording::add(const Image& picture) {
  due_ += delay_;
  const int stays = static_cast<int>(due_);
  due_ -= stays;
  const bool first = !file_;
  if (first) open(picture);
  const Patch patch = first ? Patch{0, 0, picture.width, picture.height} : changed(picture);
  if (patch.width == 0) {  // the last picture stays longer
    waits_ += stays;
    return;
  }
  write_waiting();
  waiting_ = encode(picture, patch);
  waits_ = stays;
  last_ = picture;
}

GifRecording::Patch GifRecording::changed(const Image& picture) const {
  int left = picture.width, right = -1, top = picture.height, bottom = -1;
  const std::size_t row = std::size_t{3} * picture.width;
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t *before = last_.pixel(0, y), *now = picture.pixel(0, y);
    if (std::equal(now, now + row, before)) continue;
    top = std::min(top, y);
    bottom = y;
    const auto first = static_cast<int>(std::mismatch(now, now + row, before).first - now) / 3;
    int last = picture.width - 1;
    while (std::equal(now + 3 * last, now + 3 * last + 3, before + 3 * last)) --last;
    left = std::min(left, first);
    right = std::max(right, last);
  }
  if (bottom < 0) return {};
  return {left, top, right - left + 1, bottom - top + 1};
}

std::string GifRecording::encode(const Image& picture, const Patch& patch) const {
  const auto kept = [&](int x, int y) {
    return !last_.rgb.empty() && std::equal(picture.pixel(x, y), picture.pixel(x, y) + 3, last_.pixel(x, y));
  };
  std::vector<std::uint8_t> rgb;  // of pixels that changed
  for (int y = patch.top; y < patch.top + patch.height; ++y) {
    for (int x = patch.left; x < patch.left + patch.width; ++x) {
      if (!kept(x, y)) rgb.insert(rgb.end(), picture.pixel(x, y), picture.pixel(x, y) + 3);
    }
  }
  const ColorTable table(rgb, 255);
  std::vector<std::uint8_t> indices;
  for (int y = patch.top; y < patch.top + patch.height; ++y) {
    for (int x = patch.left; x < patch.left + patch.width; ++x) {
      const int index = kept(x, y) ? kUnchanged : table.index_of(picture.pixel(x, y)) + 1;
      indices.push_back(static_cast<std::uint8_t>(index));
    }
  }
  const int bits = bits_for(table.colors().size() + 1);
  std::string out = "\x2c";
  append_words(out, {patch.left, patch.top, patch.width, patch.height});
  append(out, {0x80 | (bits - 1)});
  append_table(out, table.colors(), bits);
  append(out, {bits});
  append_blocks(out, lzw(indices, bits));
  return out;
}

void GifRecording::write_waiting() {
  if (waiting_.empty()) return;
  std::string control = "\x21\xf9\x04\x05";  // the picture stays under the next one
  append_words(control, {waits_});
  append(control, {kUnchanged, 0});
  file_->write(control + waiting_);
}

void GifRecording::finish() {
  if (!file_) throw Error(fmt::format("cannot write \"{}\": no picture was recorded", path_));
  waits_ = std::max(waits_, 100);  // time to see how it ends
  write_waiting();
  file_->write("\x3b");
  file_->commit();
}

}  // namespace gymkhana::viz
