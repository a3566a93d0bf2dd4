// Animated GIF files (version 89a): every picture holds only the rectangle that changed, in colours of its
// own.
#pragma once

#include <optional>

#include "base/aside_file.h"
#include "viz/recording/recording.h"

namespace gymkhana::viz {

class GifRecording final : public Recording {
 public:
  /// The format counts time in hundredths of a second; viewers slow down below two of them.
  GifRecording(std::string path, double fps);

  void add(const Image& picture) override;
  void finish() override;

 private:
  /// A rectangle of pixels.
  struct Patch {
    int left = 0, top = 0, width = 0, height = 0;
  };

  void open(const Image& picture);
  Patch changed(const Image& picture) const;
  std::string encode(const Image& picture, const Patch& patch) const;
  void write_waiting();

  std::string path_;
  std::optional<AsideFile> file_;  // from the first picture on
  double delay_;                   // hundredths of a second per picture
  double due_ = 0;                 // of those, not yet given to a picture
  Image last_;                     // what viewers see by now
  std::string waiting_;            // its bytes: they are written when it is known how long the picture stays
  int waits_ = 0;                  // hundredths of a second, so far
};

}  // namespace gymkhana::viz
