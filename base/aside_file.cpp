#include "base/aside_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/hash.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".part";
constexpr std::size_t kDigits = 16;

/// Where a chain of links ends, which need not exist. The system follows 40 links at most, so do we.
fs::path behind_links(fs::path path) {
  std::error_code none;
  for (int i = 0; i < 40 && fs::is_symlink(path, none); ++i)
    path = path.parent_path() / fs::read_symlink(path, none);
  return path;
}

/// Devices and pipes exist and are neither regular files nor folders.
bool is_written_in_place(const fs::path& path) {
  std::error_code none;
  const fs::file_status status = fs::status(path, none);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

/// Random, so that nobody can put something in its place beforehand.
fs::path aside_name(const fs::path& place) {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number)
    number = static_cast<std::uint64_t>(::getpid());
  return fmt::format("{}.{}{}", place.string(), hash_text(number), kEnding);
}

/// A new file under a name of its own, never one that exists; -1 and errno when that fails.
int create_aside(const fs::path& place, fs::path& path) {
  for (;;) {
    path = aside_name(place);
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
}

/// The new file may be read and written by those who might the old one.
void copy_rights(const fs::path& from, int descriptor) {
  struct stat old {};
  if (::stat(from.c_str(), &old) == 0) ::fchmod(descriptor, old.st_mode & 07777);
}

/// The rename itself reaches the disk with the folder. Not every file system can do this; none loses the
/// file.
void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

bool is_stale(const fs::directory_entry& entry) {
  std::error_code none;
  if (!is_aside_name(entry.path()) || !fs::is_regular_file(entry.symlink_status(none))) return false;
  const int descriptor = ::open(entry.path().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool free = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  ::close(descriptor);
  return free;
}

}  // namespace

AsideFile::AsideFile(fs::path target) : target_(std::move(target)), place_(behind_links(target_)) {
  std::error_code none;
  if (fs::is_directory(place_, none)) throw Error(fmt::format("\"{}\" is a folder", target_.string()));
  if (is_written_in_place(place_)) {
    path_ = place_;
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    descriptor_ = create_aside(place_, path_);
  }
  if (descriptor_ < 0) fail(errno);
  if (path_ == place_) return;
  ::flock(descriptor_, LOCK_EX | LOCK_NB);  // tells remove_stale_aside_files() that we live
  copy_rights(place_, descriptor_);
}

AsideFile::~AsideFile() {
  if (descriptor_ < 0) return;
  if (path_ != place_) ::unlink(path_.c_str());
  ::close(descriptor_);
}

void AsideFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) fail(errno);
    if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void AsideFile::commit() {
  if (path_ != place_) {
    if (::fsync(descriptor_) != 0 || ::rename(path_.c_str(), place_.c_str()) != 0) fail(errno);
    sync_folder(place_.parent_path());
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
}

void AsideFile::fail(int error) const {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  throw Error(fmt::format("cannot write \"{}\": {}{}", target_.string(), std::strerror(error),
                          full ? "; make room on the disk" : ""));
}

bool is_aside_name(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::size_t added = 1 + kDigits + kEnding.size();
  if (name.size() <= added || !name.ends_with(kEnding) || name[name.size() - added] != '.') return false;
  const auto digits = name.end() - static_cast<std::ptrdiff_t>(kDigits + kEnding.size());
  return std::all_of(digits, digits + kDigits,
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void remove_stale_aside_files(const fs::path& folder) {
  std::error_code none;
  std::vector<fs::path> stale;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none))
    if (is_stale(entry)) stale.push_back(entry.path());
  for (const fs::path& path : stale) fs::remove(path, none);
}

}  // namespace gymkhana
