// Files that are never half written: they are written under another name beside their place, and renamed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace gymkhana {

/// A file on its way to `target`. Whoever looks sees the old file or the new one, whole, whatever happens; if
/// it is not committed, nothing has changed. Only a regular file is replaced, behind a link the one that it
/// leads to; a device or a pipe is written to as it is. Every failure is an Error that names the target and
/// the reason.
class AsideFile {
 public:
  explicit AsideFile(std::filesystem::path target);
  ~AsideFile();
  AsideFile(const AsideFile&) = delete;
  AsideFile& operator=(const AsideFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
  /// Where the file lies until commit(), for another program to write it.
  const std::filesystem::path& path() const { return path_; }

  /// Waits until the disk has it, and renames it.
  void commit();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path target_;  // as it was given, for messages
  std::filesystem::path place_;   // behind the links
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// Whether a name is one that AsideFile gives: NAME.16 hexadecimal digits.part.
bool is_aside_name(const std::filesystem::path& path);

/// Removes the aside files in a folder whose writers have died: a living one holds a lock on its file.
void remove_stale_aside_files(const std::filesystem::path& folder);

}  // namespace gymkhana
