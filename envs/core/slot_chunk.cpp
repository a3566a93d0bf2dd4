#include "envs/core/slot_chunk.h"

namespace gymkhana {

void SlotChunk::write_masks(std::span<std::uint8_t> masks) const {
  const std::size_t width = masks.size() / count();
  for (int i = 0; i < count(); ++i) batch_->env(i).action_mask(masks.subspan(i * width, width));
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
