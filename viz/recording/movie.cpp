#include "viz/recording/movie.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>
#include <vector>

namespace gymkhana::viz {
namespace {

constexpr const char* kProgram = "ffmpeg";

// All that is left in a pipe, as one line.
std::string read_line(int pipe) {
  std::string text;
  for (char letter = 0; read(pipe, &letter, 1) == 1;) text += letter;
  while (text.ends_with('\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ';');
  return text;
}

}  // namespace

MovieRecording::MovieRecording(std::string path, double fps) : path_(std::move(path)), fps_(fps) {
  if (!is_on_path(kProgram))
    throw Error(fmt::format(
        "cannot record \"{}\": mp4 needs ffmpeg, which is not installed; install it, or record a .gif",
        path_));
}

MovieRecording::~MovieRecording() {
  if (ffmpeg_) stop();
}

void MovieRecording::start(int width, int height) {
  std::array<int, 2> pictures{}, complaints{};
  if (pipe2(pictures.data(), O_CLOEXEC) != 0 || pipe2(complaints.data(), O_CLOEXEC) != 0)
    throw Error(fmt::format("cannot write \"{}\": there is no pipe to ffmpeg", path_));
  std::signal(SIGPIPE, SIG_IGN);  // its end is seen where we write
  file_.emplace(path_);
  const std::string size = fmt::format("{}x{}", width, height);
  const std::string target =
      "file:" + file_->path().string();  // a colon in the name would else make it a protocol
  const std::vector<std::string> words = {
      kProgram,   "-y",       "-loglevel", "error",
      "-f",       "rawvideo", "-pix_fmt",  "rgb24",
      "-s",       size,       "-r",        std::to_string(fps_),
      "-i",       "-",        "-vf",       "pad=ceil(iw/2)*2:ceil(ih/2)*2",
      "-pix_fmt", "yuv420p",  "-movflags", "+faststart",
      "-f",       "mp4",      target};
  ffmpeg_.emplace(words, ChildStreams{.input = pictures[0], .errors = complaints[1]});
  close(pictures[0]);
  close(complaints[1]);
  pipe_ = pictures[1];
  complaints_ = complaints[0];
}

void MovieRecording::add(const Image& picture) {
  if (!ffmpeg_) start(picture.width, picture.height);
  for (std::size_t sent = 0; sent < picture.rgb.size();) {
    const ssize_t count = write(pipe_, picture.rgb.data() + sent, picture.rgb.size() - sent);
    if (count <= 0) {
      stop();
      throw failure();
    }
    sent += static_cast<std::size_t>(count);
  }
}

bool MovieRecording::stop() {
  close(pipe_);
  reason_ = read_line(complaints_);
  close(complaints_);
  const int status = ffmpeg_->wait();
  ffmpeg_.reset();
  return status == 0;
}

Error MovieRecording::failure() const {
  return Error(
      fmt::format("cannot write \"{}\": ffmpeg failed{}{}", path_, reason_.empty() ? "" : ": ", reason_));
}

void MovieRecording::finish() {
  if (!ffmpeg_) throw Error(fmt::format("cannot write \"{}\": no picture was recorded", path_));
  if (!stop()) throw failure();
  file_->commit();
}

}  // namespace gymkhana::viz
