#include "viz/recording/movie.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace gymkhana::viz {
namespace {

constexpr const char* kProgram = "ffmpeg";

bool on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

// All that is left in a pipe, as one line.
std::string read_line(int pipe) {
  std::string text;
  for (char letter = 0; read(pipe, &letter, 1) == 1;) text += letter;
  while (text.ends_with('\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ';');
  return text;
}

[[noreturn]] void become_ffmpeg(int input, int complaints, const std::vector<std::string>& arguments) {
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  dup2(input, STDIN_FILENO);
  dup2(complaints, STDERR_FILENO);
  execvp(kProgram, words.data());
  _exit(127);
}

}  // namespace

MovieRecording::MovieRecording(std::string path, double fps)
    : path_(std::move(path)), aside_(path_ + ".part"), fps_(fps) {
  if (!on_path(kProgram)) {
    throw Error("cannot record \"" + path_ +
                "\": mp4 needs ffmpeg, which is not installed; install it, or record a .gif");
  }
}

MovieRecording::~MovieRecording() {
  if (process_ < 0) return;
  stop();
  std::remove(aside_.c_str());
}

void MovieRecording::start(int width, int height) {
  std::array<int, 2> ends{}, complaints{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0 || pipe2(complaints.data(), O_CLOEXEC) != 0)
    throw Error(path_ + ": no pipe to ffmpeg");
  std::signal(SIGPIPE, SIG_IGN);  // its end is seen where we write
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  const std::string target = "file:" + aside_;  // a colon in the name would else make it a protocol
  const std::vector<std::string> arguments = {
      kProgram,   "-y",       "-loglevel", "error",
      "-f",       "rawvideo", "-pix_fmt",  "rgb24",
      "-s",       size,       "-r",        std::to_string(fps_),
      "-i",       "-",        "-vf",       "pad=ceil(iw/2)*2:ceil(ih/2)*2",
      "-pix_fmt", "yuv420p",  "-movflags", "+faststart",
      "-f",       "mp4",      target};
  process_ = fork();
  if (process_ == 0) become_ffmpeg(ends[0], complaints[1], arguments);
  close(ends[0]);
  close(complaints[1]);
  pipe_ = ends[1];
  complaints_ = complaints[0];
}

void MovieRecording::add(const Image& picture) {
  if (process_ < 0) start(picture.width, picture.height);
  for (std::size_t sent = 0; sent < picture.rgb.size();) {
    const ssize_t count = write(pipe_, picture.rgb.data() + sent, picture.rgb.size() - sent);
    if (count <= 0) {
      stop();
      std::remove(aside_.c_str());
      throw failure();
    }
    sent += static_cast<std::size_t>(count);
  }
}

bool MovieRecording::stop() {
  close(pipe_);
  reason_ = read_line(complaints_);
  close(complaints_);
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return status == 0;
}

Error MovieRecording::failure() const {
  return Error(path_ + ": ffmpeg could not write the film" + (reason_.empty() ? "" : ": " + reason_));
}

void MovieRecording::finish() {
  if (process_ < 0) throw Error(path_ + ": no picture was recorded");
  if (!stop() || std::rename(aside_.c_str(), path_.c_str()) != 0) {
    std::remove(aside_.c_str());
    throw failure();
  }
}

}  // namespace gymkhana::viz
