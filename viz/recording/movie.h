// MP4 files through ffmpeg, which gets the raw pictures through a pipe.
#pragma once

#include <string>

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
  int stop();  ///< closes the pipe and waits; ffmpeg's exit status

  std::string path_, aside_;
  double fps_;
  int pipe_ = -1;
  int process_ = -1;
};

}  // namespace gymkhana::viz
