#include "envs/core/picture/image.h"

#include <cstdio>
#include <png.h>

#include "base/error.h"

namespace gymkhana {

void write_png(const Image& image, const std::string& path) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(image.width);
  png.height = static_cast<png_uint_32>(image.height);
  png.format = PNG_FORMAT_RGB;
  const std::string aside = path + ".part";
  const bool written = png_image_write_to_file(&png, aside.c_str(), 0, image.rgb.data(), 0, nullptr) != 0;
  if (!written || std::rename(aside.c_str(), path.c_str()) != 0) {
    std::remove(aside.c_str());
    throw Error(path + ": cannot write the picture" + (written ? "" : std::string(": ") + png.message) +
                "; is the folder there, and writable?");
  }
}

Image read_png(const std::string& path) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&png, path.c_str()) == 0) {
    throw Error(path + ": cannot read the picture: " + png.message);
  }
  png.format = PNG_FORMAT_RGB;
  Image image(static_cast<int>(png.width), static_cast<int>(png.height));
  const png_color black{0, 0, 0};
  if (png_image_finish_read(&png, &black, image.rgb.data(), 0, nullptr) == 0) {
    png_image_free(&png);
    throw Error(path + ": the picture is damaged: " + png.message);
  }
  return image;
}

}  // namespace gymkhana
