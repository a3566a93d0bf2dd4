#include "viz/recording/recording.h"

#include <cstdio>
#include <filesystem>

#include "envs/core/error.h"
#include "viz/recording/gif.h"
#include "viz/recording/movie.h"

namespace gymkhana::viz {
namespace {

/// NAME_00001.png, NAME_00002.png, ...
class PictureRecording final : public Recording {
 public:
  explicit PictureRecording(const std::string& path)
      : stem_(std::filesystem::path(path).replace_extension().string()) {}

  void add(const Image& picture) override {
    char number[16];
    std::snprintf(number, sizeof number, "_%05d", ++count_);
    write_png(picture, stem_ + number + ".png");
  }
  void finish() override {}

 private:
  std::string stem_;
  int count_ = 0;
};

}  // namespace

std::unique_ptr<Recording> open_recording(const std::string& path, double fps) {
  const std::string ending = std::filesystem::path(path).extension();
  if (ending == ".gif") return std::make_unique<GifRecording>(path, fps);
  if (ending == ".png") return std::make_unique<PictureRecording>(path);
  if (ending == ".mp4") return std::make_unique<MovieRecording>(path, fps);
  throw Error("cannot record to \"" + path + "\"; end its name in .gif, .mp4 or .png");
}

}  // namespace gymkhana::viz
