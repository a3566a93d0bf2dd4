#include "base/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <unistd.h>

#include "base/aside_file.h"
#include "base/error.h"

namespace gymkhana {
namespace {

Error failure(std::string_view what, const std::filesystem::path& path) {
  return Error(fmt::format("cannot {} \"{}\": {}", what, path.string(), std::strerror(errno)));
}

// False when not all could be written; errno says why.
bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(file, content.data(), content.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw failure("read", path);
  std::string content(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) throw failure("read", path);
  return content;
}

std::string not_a_file(const std::filesystem::path& path) {
  const bool folder = std::filesystem::is_directory(path);
  return folder ? fmt::format("\"{}\" is a folder", path.string())
                : fmt::format("there is no file \"{}\"", path.string());
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  write_file(path, {std::as_bytes(std::span(content))});
}

void write_file(const std::filesystem::path& path, const std::vector<std::span<const std::byte>>& pieces) {
  AsideFile file(path);
  for (const std::span<const std::byte> piece : pieces) file.write(piece);
  file.commit();
}

void make_folder(const std::filesystem::path& path) {
  std::error_code error;
  if (!path.empty()) std::filesystem::create_directories(path, error);
  if (error) throw Error(fmt::format("cannot make the folder \"{}\": {}", path.string(), error.message()));
}

std::uintmax_t size_of(const std::filesystem::path& path) {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(path, none);
  return none ? 0 : size;
}

FolderLock::FolderLock(const std::filesystem::path& folder) {
  folder_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_ < 0) throw failure("open", folder);
  if (::flock(folder_, LOCK_EX | LOCK_NB) == 0) return;
  const Error error = errno == EWOULDBLOCK
                          ? Error(fmt::format("\"{}\" is in use by another process; wait for it, or stop it",
                                              folder.string()))
                          : failure("lock", folder);
  ::close(folder_);
  throw error;
}

FolderLock::~FolderLock() {
  ::close(folder_);
}

bool FolderLock::held(const std::filesystem::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool free = ::flock(file, LOCK_EX | LOCK_NB) == 0;
  ::close(file);
  return !free;
}

LogFile::LogFile(std::filesystem::path path, std::uint64_t size) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) throw failure("write", path_);
  written_ = std::min<std::uint64_t>(size, std::filesystem::file_size(path_));
  if (::ftruncate(file_, static_cast<off_t>(written_)) != 0) throw failure("write", path_);
}

LogFile::~LogFile() {
  ::close(file_);
}

void LogFile::flush() {
  if (!write_all(file_, pending_)) throw failure("write", path_);
  written_ += pending_.size();
  pending_.clear();
}

}  // namespace gymkhana
