// Files that are never half written.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace gymkhana {

/// Writes the pieces one after another to a file beside `path`, waits until the disk has them, and renames it
/// to `path`: whoever looks sees the old file or the new one, whole, whatever happens. std::runtime_error
/// (one line: path, reason) when that fails; the old file is then as it was.
void write_atomically(const std::filesystem::path& path,
                      const std::vector<std::span<const std::byte>>& pieces);

}  // namespace gymkhana
