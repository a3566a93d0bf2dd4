// The sentence that tells the agent what to do, as bytes of fixed width.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "base/error.h"

namespace gymkhana::minigrid {

/// At most 96 bytes, MiniGrid's own limit where missions become numbers; the rest is zeros.
class Mission {
 public:
  static constexpr int max_length = 96;

  Mission() = default;
  /// The phrases one after another; Error when they are too long.
  Mission(std::initializer_list<std::string_view> phrases) {
    for (const std::string_view phrase : phrases) {
      if (length_ + phrase.size() > max_length) throw Error("mission has more than 96 letters; shorten it");
      std::copy(phrase.begin(), phrase.end(), text_.begin() + static_cast<std::ptrdiff_t>(length_));
      length_ += phrase.size();
    }
  }

  std::string_view text() const { return {text_.data(), length_}; }
  const std::array<char, max_length>& bytes() const { return text_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(text_);
    length_ = static_cast<std::size_t>(std::ranges::find(text_, '\0') - text_.begin());
  }

 private:
  std::array<char, max_length> text_{};
  std::size_t length_ = 0;
};

}  // namespace gymkhana::minigrid
