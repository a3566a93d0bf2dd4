// Files that are whole or not there, and logs that can be cut back: nothing is ever left half written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gymkhana {

/// The whole file. Error names it and why it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// Says that there is no file of this name, or that it is a folder: the beginning of an error's line.
std::string not_a_file(const std::filesystem::path& path);

/// As AsideFile does: readers see the old file or the new one, whole. Error names the file and the reason.
void write_file(const std::filesystem::path& path, std::string_view content);
/// The pieces one after another.
void write_file(const std::filesystem::path& path, const std::vector<std::span<const std::byte>>& pieces);

/// Makes the folder, and those that it lies in; "" is the present one. Error names it and the reason.
void make_folder(const std::filesystem::path& path);

/// In bytes; 0 where there is no file.
std::uintmax_t size_of(const std::filesystem::path& path);

/// Keeps other processes out of a folder for as long as it lives.
class FolderLock {
 public:
  /// Error when another process, or another lock of this one, holds it.
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  /// Whether somebody holds the lock of this folder.
  static bool held(const std::filesystem::path& folder);

 private:
  int folder_;
};

/// A log that grows at its end.
class LogFile {
 public:
  /// Opens `path`, made if it is not there, and cuts it back to its first `size` bytes, or what there is of
  /// them.
  LogFile(std::filesystem::path path, std::uint64_t size);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  /// Kept in memory until flush().
  void append(std::string_view text) { pending_ += text; }
  /// Error when the disk is full.
  void flush();
  /// Bytes, the pending ones included.
  std::uint64_t size() const { return written_ + pending_.size(); }

 private:
  std::filesystem::path path_;
  std::string pending_;
  std::uint64_t written_;
  int file_;
};

}  // namespace gymkhana
