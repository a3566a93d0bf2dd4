// Saving and loading in one listing: a class names its fields once, in `serialize(Archive&)`.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "base/error.h"

namespace gymkhana {

class Archive;

template <class T>
concept Serializable = requires(T& value, Archive& archive) {
  value.serialize(archive);
};

/// Either writes values to bytes or reads them back, in the order in which they are named:
///
///     void serialize(Archive& archive) override { archive(x_, velocity_, steps_); }
///
/// Takes numbers, enums, strings, arrays, vectors and optionals of these, and anything with a serialize() of
/// its own. Numbers are stored little-endian. Reading past the end, or a vector whose length cannot be,
/// throws.
class Archive {
 public:
  Archive() = default;  ///< writes
  /// Writes where `room` has been, and so without allocating once it is large enough.
  static Archive writing_into(std::vector<std::byte>&& room) {
    Archive archive;
    archive.written_ = std::move(room);
    archive.written_.clear();
    return archive;
  }
  explicit Archive(std::span<const std::byte> source) : source_(source), reading_(true) {}  ///< reads

  bool reading() const { return reading_; }
  const std::vector<std::byte>& bytes() const { return written_; }
  std::vector<std::byte> take_bytes() { return std::move(written_); }
  std::size_t remaining() const { return source_.size() - position_; }

  template <class... T>
  void operator()(T&... values) {
    (one(values), ...);
  }

 private:
  static_assert(std::endian::native == std::endian::little, "states are stored as they lie in memory");

  void raw(void* data, std::size_t size);

  template <class T>
  void one(T& value) {
    if constexpr (Serializable<T>) {
      value.serialize(*this);
    } else {
      static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>, "give this type a serialize(Archive&)");
      raw(&value, sizeof value);
    }
  }
  template <class T, std::size_t N>
  void one(std::array<T, N>& values) {
    for (T& value : values) one(value);
  }
  template <class T, std::size_t N>
  void one(T (&values)[N]) {
    for (T& value : values) one(value);
  }
  void one(std::string& text) { sequence(text); }
  template <class T>
  void one(std::vector<T>& values) {
    sequence(values);
  }
  template <class T>
  void one(std::optional<T>& value) {
    bool present = value.has_value();
    one(present);
    if (reading_) value = present ? std::optional<T>(T{}) : std::nullopt;
    if (present) one(*value);
  }

  template <class Sequence>
  void sequence(Sequence& values) {
    using T = typename Sequence::value_type;
    std::uint64_t size = values.size();
    one(size);
    if (reading_) {
      if (size > remaining()) throw Error("saved state is damaged: a length in it is impossible");
      values.resize(size);
    }
    if constexpr (std::is_arithmetic_v<T>) {
      raw(values.data(), size * sizeof(T));
    } else {
      for (T& value : values) one(value);
    }
  }

  std::vector<std::byte> written_;
  std::span<const std::byte> source_;
  std::size_t position_ = 0;
  bool reading_ = false;
};

/// The state of anything that serializes, as bytes. Writing changes nothing, hence the const.
template <Serializable T>
std::vector<std::byte> save_state(const T& thing) {
  Archive archive;
  const_cast<T&>(thing).serialize(archive);
  return archive.take_bytes();
}

/// The same into `bytes`, whose room is used again.
template <Serializable T>
void save_state(const T& thing, std::vector<std::byte>& bytes) {
  Archive archive = Archive::writing_into(std::move(bytes));
  const_cast<T&>(thing).serialize(archive);
  bytes = archive.take_bytes();
}

/// The inverse of save_state; throws Error when bytes are missing or left over.
template <Serializable T>
void load_state(T& thing, std::span<const std::byte> bytes) {
  Archive archive(bytes);
  thing.serialize(archive);
  if (archive.remaining() > 0) throw Error("saved state is too long: it belongs to something else");
}

}  // namespace gymkhana
