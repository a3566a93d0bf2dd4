// A short name for many bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gymkhana {

/// FNV-1a over bytes, going on from `hash`.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325);

/// 16 hexadecimal digits.
std::string hash_text(std::uint64_t hash);

}  // namespace gymkhana
