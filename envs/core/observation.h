// Where observations lie: one contiguous buffer per part of the space, one column per slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/archive.h"
#include "envs/core/space.h"

namespace gymkhana {

/// The buffer of one part of a batch of observations: slot i starts at data + i * size.
struct PartBuffer {
  std::byte* data = nullptr;  ///< 64-byte aligned, owned by the batch
  DType dtype = DType::float32;
  int size = 0;  ///< numbers per slot
};

/// A view of one slot, through which an environment writes its observation in place. An empty observation
/// means "do not write": wrappers that skip frames pass one, and write() then does nothing.
class Observation {
 public:
  Observation() = default;
  Observation(const PartBuffer* parts, int slot) : parts_(parts), slot_(slot) {}

  bool empty() const { return parts_ == nullptr; }

  /// The numbers of a part (Error when empty), by type of the space: Box float32, Box uint8 / MultiBinary /
  /// Text, (Multi)Discrete.
  std::span<float> floats(int part = 0) const { return numbers<float>(part); }
  std::span<std::uint8_t> bytes(int part = 0) const { return numbers<std::uint8_t>(part); }
  std::span<std::int32_t> integers(int part = 0) const { return numbers<std::int32_t>(part); }

  /// The memory of a part, whatever its type.
  std::span<std::byte> raw(int part) const {
    const PartBuffer& buffer = parts_[part];
    const std::size_t bytes = buffer.size * size_of(buffer.dtype);
    return {buffer.data + slot_ * bytes, bytes};
  }

  /// Writes all numbers of a one-part float32 Box, rounding doubles to float: `observation.write(x,
  /// velocity)`.
  template <class... T>
  void write(T... values) const {
    if (empty()) return;
    float* out =
        reinterpret_cast<float*>(parts_[0].data) + static_cast<std::ptrdiff_t>(slot_) * parts_[0].size;
    ((*out++ = static_cast<float>(values)), ...);
  }

  /// Writes part `part` of Discrete observations (a plain Discrete has part 0 only).
  void write_index(std::int32_t value, int part = 0) const {
    if (!empty()) integers(part)[0] = value;
  }

 private:
  template <class T>
  std::span<T> numbers(int part) const {
    if (empty()) [[unlikely]]
      throw_empty();
    const PartBuffer& buffer = parts_[part];
    return {reinterpret_cast<T*>(buffer.data) + static_cast<std::ptrdiff_t>(slot_) * buffer.size,
            static_cast<std::size_t>(buffer.size)};
  }

  [[noreturn]] static void throw_empty();

  const PartBuffer* parts_ = nullptr;
  int slot_ = 0;
};

/// Owns the observations of a number of slots. Copying copies the numbers.
class ObservationBatch {
 public:
  ObservationBatch() = default;
  ObservationBatch(const Space& space, int slots);
  ObservationBatch(const ObservationBatch& other);
  ObservationBatch(ObservationBatch&&) = default;
  ObservationBatch& operator=(ObservationBatch other) noexcept;
  ~ObservationBatch() = default;

  int slots() const { return slots_; }
  int part_count() const { return static_cast<int>(parts_.size()); }
  const PartBuffer& part(int i) const { return parts_[i]; }
  Observation operator[](int slot) const { return {parts_.data(), slot}; }

  /// All numbers of part `part`, slot after slot: size * slots of them. T must fit the part's dtype.
  template <class T>
  T* data(int part = 0) const {
    return reinterpret_cast<T*>(parts_[part].data);
  }

  /// Copies `count` neighbouring slots from `source`, which must have the same space.
  void copy(int to, const ObservationBatch& source, int from, int count = 1);

  /// Copies `slot` to an observation of the same space, unless that is empty.
  void copy_to(Observation target, int slot) const;

  /// The number `i` of part `part` in `slot`, whatever its type.
  double number(int part, int slot, int i) const;

  void serialize(Archive& archive);

 private:
  void lay_out(std::size_t capacity);

  std::vector<PartBuffer> parts_;
  std::vector<std::byte> storage_;
  int slots_ = 0;
};

}  // namespace gymkhana
