#include "viz/recording/recording.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fmt/core.h>
#include <utility>

#include "base/error.h"
#include "viz/recording/gif.h"
#include "viz/recording/movie.h"

namespace gymkhana::viz {
namespace {

/// NAME_00001.png, NAME_00002.png, ...
class PictureRecording final : public Recording {
 public:
  explicit PictureRecording(std::string path) : path_(std::move(path)) {}

  void add(const Image& picture) override { write_png(picture, picture_file(path_, ++count_)); }
  /// Those of an older, longer series would look like the end of this one.
  void finish() override {
    for (int number = count_ + 1; std::filesystem::remove(picture_file(path_, number)); ++number) {
    }
  }

 private:
  std::string path_;
  int count_ = 0;
};

}  // namespace

std::string picture_file(const std::string& path, int number) {
  return fmt::format("{}_{:05}.png", std::filesystem::path(path).replace_extension().string(), number);
}

void check_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  if (std::filesystem::is_directory(folder)) return;
  throw Error(fmt::format("cannot record to \"{}\": there is no folder \"{}\"; make it first", path,
                          folder.string()));
}

std::string ending_of(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension();
  std::ranges::transform(ending, ending.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return ending;
}

std::unique_ptr<Recording> open_recording(const std::string& path, double fps) {
  check_folder_of(path);
  const std::string ending = ending_of(path);
  if (ending == ".gif") return std::make_unique<GifRecording>(path, fps);
  if (ending == ".png") return std::make_unique<PictureRecording>(path);
  if (ending == ".mp4") return std::make_unique<MovieRecording>(path, fps);
  throw Error(fmt::format("cannot record to \"{}\"; end its name in .gif, .mp4 or .png", path));
}

}  // namespace gymkhana::viz
