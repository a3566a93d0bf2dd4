#include "envs/core/observation.h"

#include <cstring>
#include <utility>

namespace gymkhana {
namespace {

constexpr std::size_t kAlignment = 64;  // one cache line, and Eigen's widest packet

std::size_t padded(std::size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

std::size_t bytes_per_slot(const PartBuffer& part) {
  return part.size * size_of(part.dtype);
}

}  // namespace

void Observation::throw_empty() {
  throw Error("an empty observation means \"do not write\": ask observation.empty() before writing");
}

ObservationBatch::ObservationBatch(const Space& space, int slots) : slots_(slots) {
  for (const Part& part : gymkhana::parts(space)) parts_.push_back({nullptr, part.dtype, part.size});
  std::size_t total = kAlignment;
  for (const PartBuffer& part : parts_) total += padded(bytes_per_slot(part) * slots);
  lay_out(total);
}

ObservationBatch::ObservationBatch(const ObservationBatch& other)
    : parts_(other.parts_), slots_(other.slots_) {
  lay_out(other.storage_.size());
  copy(0, other, 0, slots_);
}

ObservationBatch& ObservationBatch::operator=(ObservationBatch other) noexcept {
  std::swap(parts_, other.parts_);
  std::swap(storage_, other.storage_);
  std::swap(slots_, other.slots_);
  return *this;
}

void ObservationBatch::lay_out(std::size_t capacity) {
  storage_.assign(capacity, std::byte{0});
  const auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
  std::byte* next = storage_.data() + (padded(address) - address);
  for (PartBuffer& part : parts_) {
    part.data = next;
    next += padded(bytes_per_slot(part) * slots_);
  }
}

void ObservationBatch::copy(int to, const ObservationBatch& source, int from, int count) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::size_t bytes = bytes_per_slot(parts_[i]);
    std::memcpy(parts_[i].data + to * bytes, source.parts_[i].data + from * bytes, count * bytes);
  }
}

void ObservationBatch::copy_to(Observation target, int slot) const {
  if (target.empty()) return;
  for (int i = 0; i < part_count(); ++i) {
    const std::span<std::byte> source = (*this)[slot].raw(i);
    std::memcpy(target.raw(i).data(), source.data(), source.size());
  }
}

double ObservationBatch::number(int part, int slot, int i) const {
  const Observation observation = (*this)[slot];
  switch (parts_[part].dtype) {
    case DType::float32:
      return observation.floats(part)[i];
    case DType::uint8:
      return observation.bytes(part)[i];
    case DType::int32:
      break;
  }
  return observation.integers(part)[i];
}

void ObservationBatch::serialize(Archive& archive) {
  for (PartBuffer& part : parts_) {
    std::vector<std::uint8_t> bytes(bytes_per_slot(part) * slots_);
    const std::size_t size = bytes.size();
    if (!archive.reading()) std::memcpy(bytes.data(), part.data, size);
    archive(bytes);
    if (bytes.size() != size) throw Error("saved observations are of another space or number of slots");
    if (archive.reading()) std::memcpy(part.data, bytes.data(), size);
  }
}

}  // namespace gymkhana
