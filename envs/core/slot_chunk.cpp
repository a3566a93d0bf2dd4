#include "envs/core/slot_chunk.h"

#include <algorithm>

#include "base/error.h"

namespace gymkhana {
namespace {

Error no_action_left(const Batch& batch, int place, int slot) {
  return Error(batch.spec().id + ": every action is masked in slot " + std::to_string(slot) + " after step " +
               std::to_string(batch.clock(place).length()) +
               " of its episode; an environment without an action left must end the episode (see check-env)");
}

}  // namespace

void SlotChunk::write_masks(std::span<std::uint8_t> masks) const {
  const std::size_t width = masks.size() / count();
  for (int i = 0; i < count(); ++i) {
    const std::span<std::uint8_t> mask = masks.subspan(i * width, width);
    batch_->env(i).action_mask(mask);
    if (std::none_of(mask.begin(), mask.end(), [](int flag) { return flag != 0; }))
      throw no_action_left(*batch_, i, first_ + i);
  }
}

void SlotChunk::append_finished(std::vector<Episode>& episodes) const {
  for (const Episode& episode : batch_->finished()) {
    episodes.push_back(episode);
    episodes.back().slot += first_;
  }
}

std::vector<SlotChunk> make_slot_chunks(const MakeBatch& make_batch, int slots) {
  std::vector<SlotChunk> chunks;
  for (int k = 0; k < chunk_count(slots); ++k) chunks.emplace_back(make_batch, chunk_range(k, slots));
  return chunks;
}

}  // namespace gymkhana
