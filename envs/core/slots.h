// Slots side by side: ranges of them, and how all slots of a run are dealt to chunks.
#pragma once

#include <algorithm>

namespace gymkhana {

/// Neighbouring slots of a run, an evaluation, a viewer or a VectorEnv, each of which counts its own from 0.
struct SlotRange {
  int first = 0;
  int count = 1;
};

/// Slots per chunk where there are `slots` of them, whatever the number of workers; the last chunk may have
/// fewer. Small enough that eight slots keep two workers busy; with many slots larger, because inference is
/// cheaper per slot then (see collector_bench).
constexpr int chunk_slots(int slots) {
  return std::clamp(slots / 8, 4, 16);
}

/// How many chunks `slots` slots are dealt to.
constexpr int chunk_count(int slots) {
  return (slots + chunk_slots(slots) - 1) / chunk_slots(slots);
}

/// The slots of one of those chunks.
constexpr SlotRange chunk_range(int chunk, int slots) {
  const int size = chunk_slots(slots);
  return {chunk * size, std::min(size, slots - chunk * size)};
}

}  // namespace gymkhana
