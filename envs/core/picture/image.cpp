#include "envs/core/picture/image.h"

#include <fmt/core.h>
#include <png.h>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {

void write_png(const Image& image, const std::string& path) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(image.width);
  png.height = static_cast<png_uint_32>(image.height);
  png.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&png, bytes.data(), &size, 0, image.rgb.data(), 0, nullptr) == 0)
    throw Error(fmt::format("cannot write \"{}\": {}", path, png.message));
  bytes.resize(size);
  write_file(path, bytes);
}

Image read_png(const std::string& path) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&png, path.c_str()) == 0) {
    throw Error(fmt::format("cannot read the picture \"{}\": {}", path, png.message));
  }
  png.format = PNG_FORMAT_RGB;
  Image image(static_cast<int>(png.width), static_cast<int>(png.height));
  const png_color black{0, 0, 0};
  if (png_image_finish_read(&png, &black, image.rgb.data(), 0, nullptr) == 0) {
    png_image_free(&png);
    throw Error(fmt::format("the picture \"{}\" is damaged: {}", path, png.message));
  }
  return image;
}

}  // namespace gymkhana
