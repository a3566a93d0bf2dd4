#include "envs/core/archive.h"

#include <cstring>

namespace gymkhana {

void Archive::raw(void* data, std::size_t size) {
  if (!reading_) {
    const auto* first = static_cast<const std::byte*>(data);
    written_.insert(written_.end(), first, first + size);
    return;
  }
  if (size > remaining()) throw Error("saved state ends early: it is truncated or of another version");
  if (size > 0) std::memcpy(data, source_.data() + position_, size);
  position_ += size;
}

}  // namespace gymkhana
