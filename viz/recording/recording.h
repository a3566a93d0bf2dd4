// Recordings: pictures one after another into a file, each written at once, so that memory stays small.
#pragma once

#include <memory>
#include <string>

#include "envs/core/picture/image.h"

namespace gymkhana::viz {

class Recording {
 public:
  virtual ~Recording() = default;

  /// Adds a picture; all are of the first one's size. Error when it cannot be written.
  virtual void add(const Image& picture) = 0;
  /// Completes the file and puts it in its place; without this call nothing is left behind.
  virtual void finish() = 0;
};

/// Error when the folder that `path` is in does not exist.
void check_folder_of(const std::string& path);

/// ".gif" of "out.GIF".
std::string ending_of(const std::string& path);

/// By the ending of `path`: .gif, .mp4 (through ffmpeg), or .png (numbered pictures beside each other:
/// NAME_00001.png). `fps` is pictures per second. Error for other endings, for mp4
/// without ffmpeg, and for a folder that does not exist.
std::unique_ptr<Recording> open_recording(const std::string& path, double fps);

/// Where a recording to a .png puts its picture of this number, counted from 1.
std::string picture_file(const std::string& path, int number);

}  // namespace gymkhana::viz
