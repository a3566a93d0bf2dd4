// Write aside, fsync, rename.
#include "base/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <utility>

namespace gymkhana {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  const char* mend = error == ENOSPC || error == EDQUOT || error == EFBIG ? "make room on the disk"
                                                                          : "check the folder and its rights";
  throw std::runtime_error(path.string() + ": cannot be written (" + std::strerror(error) + "): " + mend);
}

/// A file beside the target, gone at the end of the scope unless it has become the target.
class AsideFile {
 public:
  explicit AsideFile(const std::filesystem::path& target)
      : target_(target), path_(target.string() + "." + std::to_string(::getpid()) + ".part") {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor_ < 0) fail(target_, errno);
  }
  AsideFile(const AsideFile&) = delete;
  AsideFile& operator=(const AsideFile&) = delete;
  ~AsideFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!renamed_) ::unlink(path_.c_str());
  }

  void write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(target_, errno);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }

  void become_target() {
    if (::fsync(descriptor_) != 0) fail(target_, errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(target_, errno);
    if (::rename(path_.c_str(), target_.c_str()) != 0) fail(target_, errno);
    renamed_ = true;
  }

 private:
  const std::filesystem::path& target_;
  std::string path_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

/// The rename itself reaches the disk with the folder. Not every file system can do this; none loses the
/// file.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

void write_atomically(const std::filesystem::path& path,
                      const std::vector<std::span<const std::byte>>& pieces) {
  AsideFile file(path);
  for (const std::span<const std::byte> piece : pieces) file.write(piece);
  file.become_target();
  sync_folder(path.parent_path());
}

}  // namespace gymkhana
