// Recordings, read back by a small decoder of the formats' own rules.
#include "viz/recording/recording.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include <doctest/doctest.h>

#include "base/error.h"
#include "envs/core/random/rng.h"
#include "tests/viz/sessions.h"
#include "viz/record.h"
#include "viz/recording/color_table.h"
#include "viz/recording/lzw.h"

namespace gymkhana::viz {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

fs::path scratch(const std::string& name) {
  const fs::path folder = fs::temp_directory_path() / "gymkhana_recording_test";
  fs::create_directories(folder);
  fs::remove(folder / name);
  return folder / name;
}

/// The inverse of lzw(), after the GIF 89a specification, appendix F.
Bytes unpacked(const Bytes& data, int bits) {
  const int clear = 1 << bits, end = clear + 1;
  std::vector<Bytes> words;
  Bytes out;
  std::size_t bit = 0;
  int width = bits + 1, last = -1;
  const auto restart = [&] {
    words.assign(end + 1, {});
    for (int i = 0; i < clear; ++i) words[i] = {static_cast<std::uint8_t>(i)};
    width = bits + 1;
    last = -1;
  };
  restart();
  for (;;) {
    int code = 0;
    for (int i = 0; i < width; ++i, ++bit) code |= (data.at(bit / 8) >> bit % 8 & 1) << i;
    if (code == end) return out;
    if (code == clear) {
      restart();
      continue;
    }
    REQUIRE(code <= static_cast<int>(words.size()));
    if (last >= 0 && words.size() < 4096) {
      Bytes longer = words[last];
      longer.push_back(code < static_cast<int>(words.size()) ? words[code][0] : words[last][0]);
      words.push_back(longer);
      if (static_cast<int>(words.size()) == 1 << width && width < 12) ++width;
    }
    out.insert(out.end(), words[code].begin(), words[code].end());
    last = code;
  }
}

struct Gif {
  std::vector<Image> pictures;
  std::vector<int> delays;  // hundredths of a second
};

/// Reads what this library writes: one block of control, one table and one patch per picture.
Gif read_gif(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const Bytes all{std::istreambuf_iterator<char>(file), {}};
  std::size_t at = 0;
  const auto byte = [&] { return int{all.at(at++)}; };
  const auto word = [&] {
    const int low = byte();
    return low | byte() << 8;
  };
  REQUIRE(std::string(all.begin(), all.begin() + 6) == "GIF89a");
  at = 6;
  Image screen{word(), word()};  // in this order
  at += 3 + 19;
  Gif gif;
  while (byte() == 0x21) {
    at += 3;
    gif.delays.push_back(word());
    const int transparent = byte();
    at += 2;
    const int left = word(), top = word(), width = word(), height = word();
    const int bits = (byte() & 7) + 1;
    const std::size_t table = at;
    at += std::size_t{3} << bits;
    REQUIRE(byte() == bits);
    Bytes data;
    for (int size = byte(); size > 0; size = byte()) {
      data.insert(data.end(), all.begin() + at, all.begin() + at + size);
      at += size;
    }
    const Bytes indices = unpacked(data, bits);
    REQUIRE(static_cast<int>(indices.size()) == width * height);
    for (int i = 0; i < width * height; ++i) {
      if (indices[i] == transparent) continue;
      std::copy_n(&all[table + 3 * indices[i]], 3, screen.pixel(left + i % width, top + i / width));
    }
    gif.pictures.push_back(screen);
  }
  CHECK(at == all.size());
  return gif;
}

Image striped(int offset, int colors) {
  Image image(60, 40);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const int color = (x / 4 + y / 4 + offset) % colors;
      std::uint8_t* pixel = image.pixel(x, y);
      pixel[0] = static_cast<std::uint8_t>(color * 8);
      pixel[1] = static_cast<std::uint8_t>(255 - color * 8);
      pixel[2] = 77;
    }
  }
  return image;
}

TEST_CASE("compressed indices can be unpacked, also when the table of codes fills up") {
  Rng rng(1);
  for (const int bits : {2, 5, 8}) {
    for (const int size : {0, 1, 2, 100, 40'000}) {
      Bytes indices(size);
      for (std::uint8_t& index : indices) index = static_cast<std::uint8_t>(rng.choice(1 << bits));
      CHECK(unpacked(lzw(indices, bits), bits) == indices);
    }
  }
  const Bytes flat(100'000, 3);
  CHECK(unpacked(lzw(flat, 2), 2) == flat);
  CHECK(lzw(flat, 2).size() < 1000);
}

TEST_CASE("a table of colours is exact while there is room, and near when there is not") {
  const Image few = striped(0, 20);
  const ColorTable table(few.rgb, 255);
  CHECK(table.colors().size() == 20);
  const Color first = table.colors()[table.index_of(few.pixel(0, 0))];
  CHECK(first == Color{0, 255, 77});

  Image many(256, 64);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 256; ++x) {
      const Color color{static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(4 * y),
                        static_cast<std::uint8_t>(255 - x)};
      std::uint8_t* pixel = many.pixel(x, y);
      pixel[0] = color.r;
      pixel[1] = color.g;
      pixel[2] = color.b;
    }
  }
  const ColorTable reduced(many.rgb, 255);
  CHECK(reduced.colors().size() == 255);
  int worst = 0;
  for (std::size_t i = 0; i < many.rgb.size(); i += 3) {
    const Color near = reduced.colors()[reduced.index_of(&many.rgb[i])];
    worst = std::max({worst, std::abs(near.r - many.rgb[i]), std::abs(near.g - many.rgb[i + 1])});
  }
  CHECK(worst < 24);
}

TEST_CASE("a GIF holds its pictures, and those that do not change stay longer") {
  const fs::path path = scratch("stripes.gif");
  const auto recording = open_recording(path, 25);
  const std::vector<Image> shown = {striped(0, 20), striped(1, 20), striped(1, 20), striped(5, 20)};
  for (const Image& image : shown) recording->add(image);
  CHECK_FALSE(fs::exists(path));
  recording->finish();
  const Gif gif = read_gif(path);
  REQUIRE(gif.pictures.size() == 3);
  CHECK(gif.pictures[0] == shown[0]);
  CHECK(gif.pictures[1] == shown[1]);
  CHECK(gif.pictures[2] == shown[3]);
  CHECK(gif.delays == std::vector<int>{4, 8, 100});
}

TEST_CASE("an agent that skips frames is recorded in real time") {
  const fs::path path = scratch("pong.gif");
  Scene scene(standard_envs().make("Gymkhana/Pong-v0", {}, {{"max_and_skip", "4"}}));
  const auto agent_view = test::agent_view_for("ppo", scene.env());
  scene.begin(1, Rng(1));
  Recorder recorder(path, {.width = 64, .height = 64, .overlay = "plain"}, scene.spec());
  recorder.record_episode(scene, *agent_view, "ppo", 31);
  recorder.finish();
  const Gif gif = read_gif(path);
  const int hundredths = std::accumulate(gif.delays.begin(), gif.delays.end() - 1, 0);  // the last one stays
  CHECK(std::abs(hundredths - 100 * 31 * 4 / 60) <= 4);
}

TEST_CASE("a recording that is not finished leaves nothing behind") {
  const fs::path path = scratch("aborted.gif");
  { open_recording(path, 25)->add(striped(0, 4)); }
  CHECK_FALSE(fs::exists(path));
  const auto is_left = [&path](const fs::directory_entry& entry) {
    return entry.path().string().starts_with(path.string());
  };
  CHECK(std::none_of(fs::directory_iterator(path.parent_path()), fs::directory_iterator(), is_left));
}

TEST_CASE("PNG recordings are numbered pictures") {
  const fs::path stem = scratch("picture");
  const auto recording = open_recording(stem.string() + ".png", 25);
  recording->add(striped(0, 4));
  recording->add(striped(1, 4));
  recording->finish();
  CHECK(read_png(fs::path(stem).concat("_00002.png")) == striped(1, 4));
}

TEST_CASE("what cannot be recorded is said in a line") {
  CHECK_THROWS_WITH_AS(open_recording("run.avi", 25),
                       "cannot record to \"run.avi\"; end its name in .gif, .mp4 or .png", Error);
  CHECK_THROWS_WITH_AS(open_recording("/no/such/folder/x.gif", 25),
                       doctest::Contains("there is no folder \"/no/such/folder\"; make it first"), Error);
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  CHECK_THROWS_WITH_AS(open_recording("run.mp4", 25), doctest::Contains("ffmpeg, which is not installed"),
                       Error);
  setenv("PATH", path.c_str(), 1);
}

TEST_CASE("films go through ffmpeg") {
  if (std::system("command -v ffmpeg >/dev/null") != 0) {
    MESSAGE("skipped: ffmpeg is not installed");
    return;
  }
  const fs::path path = scratch("film.mp4");
  const auto recording = open_recording(path, 25);
  for (int i = 0; i < 5; ++i) recording->add(striped(i, 20));
  recording->finish();
  std::ifstream file(path, std::ios::binary);
  const std::string head{std::istreambuf_iterator<char>(file), {}};
  CHECK(head.substr(4, 4) == "ftyp");
}

}  // namespace
}  // namespace gymkhana::viz
