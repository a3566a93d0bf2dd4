// MP4 files through ffmpeg, which gets the raw pictures through a pipe.
#pragma once

#include <optional>
#include <string>

#include "base/aside_file.h"
#include "base/child_process.h"
#include "base/error.h"
#include "viz/recording/recording.h"

namespace gymkhana::viz {

class MovieRecording final : public Recording {
 public:
  /// Error when there is no ffmpeg on the PATH.
  MovieRecording(std::string path, double fps);
  ~MovieRecording() override;
  MovieRecording(const MovieRecording&) = delete;
  MovieRecording& operator=(const MovieRecording&) = delete;

  void add(const Image& picture) override;
  void finish() override;

 private:
  void start(int width, int height);
  /// Closes the pipe and waits; whether ffmpeg has ended well.
  bool stop();
  /// What ffmpeg complained of, after stop().
  Error failure() const;

  std::string path_;
  double fps_;
  std::optional<AsideFile> file_;  // from the first picture on, as are the others
  std::optional<Child> ffmpeg_;
  int pipe_ = -1;        // to ffmpeg
  int complaints_ = -1;  // from it
  std::string reason_;
};

}  // namespace gymkhana::viz
