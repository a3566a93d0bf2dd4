#include "envs/core/picture/image.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/error.h"

using namespace gymkhana;

namespace {

std::string in_scratch(const std::string& name) {
  return (std::filesystem::temp_directory_path() / ("gymkhana_image_test_" + name)).string();
}

Image gradient() {
  Image image(7, 5);
  for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<std::uint8_t>(i * 2);
  return image;
}

}  // namespace

TEST_CASE("what is written as PNG is read back") {
  const std::string path = in_scratch("there_and_back.png");
  write_png(gradient(), path);
  CHECK(read_png(path) == gradient());
  std::filesystem::remove(path);
}

TEST_CASE("rows run from top to bottom") {
  Image image(2, 2);
  image.pixel(1, 0)[2] = 9;
  CHECK(image.rgb[5] == 9);
}

TEST_CASE("missing, damaged and unwritable files are named") {
  CHECK_THROWS_AS(read_png(in_scratch("none.png")), Error);
  CHECK_THROWS_AS(write_png(gradient(), in_scratch("no_folder/a.png")), Error);
  const std::string path = in_scratch("damaged.png");
  write_png(gradient(), path);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  CHECK_THROWS_AS(read_png(path), Error);
  std::ofstream(path) << "no picture at all";
  CHECK_THROWS_AS(read_png(path), Error);
  std::filesystem::remove(path);
}
