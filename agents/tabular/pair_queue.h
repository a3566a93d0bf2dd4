// The queue of prioritised sweeping: pairs by priority, each at most once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"
#include "envs/core/archive.h"

namespace gymkhana {

/// A binary heap that knows where each item stands, so that priorities change in place and the queue never
/// holds more entries than there are items. Items count from 0. Of equal priorities the lower item comes
/// first.
class PairQueue {
 public:
  bool empty() const { return heap_.empty(); }
  int size() const { return static_cast<int>(heap_.size()); }
  /// One more than the highest item that ever waited here.
  int items() const { return static_cast<int>(place_.size()); }

  /// Gives `item` the priority, whether it waits already or not; 0 takes it out.
  void set(std::int32_t item, double priority) {
    if (item >= static_cast<std::int32_t>(place_.size())) place_.resize(item + 1, kAbsent);
    std::int32_t place = place_[item];
    if (priority == 0) {
      if (place != kAbsent) remove(place);
      return;
    }
    if (place == kAbsent) {
      place = size();
      heap_.emplace_back();
    }
    put({priority, item}, place);
    settle(place);
  }

  /// Takes out the item of highest priority.
  std::int32_t pop() {
    const std::int32_t item = heap_.front().item;
    remove(0);
    return item;
  }

  void serialize(Archive& archive) {
    archive(heap_);
    if (archive.reading()) find_places();
  }

 private:
  static constexpr std::int32_t kAbsent = -1;

  struct Entry {
    double priority = 0;
    std::int32_t item = 0;
    bool before(const Entry& other) const {
      return priority != other.priority ? priority > other.priority : item < other.item;
    }
    void serialize(Archive& archive) { archive(priority, item); }
  };

  void put(Entry entry, std::int32_t place) {
    heap_[place] = entry;
    place_[entry.item] = place;
  }

  void remove(std::int32_t place) {
    place_[heap_[place].item] = kAbsent;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (place == size()) return;
    put(last, place);
    settle(place);
  }

  // Moves the entry at `place` up or down until its parent comes before it and its children after.
  void settle(std::int32_t place) {
    while (place > 0 && heap_[place].before(heap_[(place - 1) / 2])) place = exchange(place, (place - 1) / 2);
    for (std::int32_t child = 2 * place + 1; child < size(); child = 2 * place + 1) {
      if (child + 1 < size() && heap_[child + 1].before(heap_[child])) ++child;
      if (!heap_[child].before(heap_[place])) return;
      place = exchange(place, child);
    }
  }
  std::int32_t exchange(std::int32_t a, std::int32_t b) {
    std::swap(heap_[a], heap_[b]);
    place_[heap_[a].item] = a;
    place_[heap_[b].item] = b;
    return b;
  }

  // Of entries that were read.
  void find_places() {
    const auto count = [this] {
      std::int32_t highest = kAbsent;
      for (const Entry& entry : heap_) highest = std::max(highest, entry.item);
      return highest + 1;
    };
    place_.assign(count(), kAbsent);
    for (std::int32_t place = 0; place < size(); ++place) {
      const std::int32_t item = heap_[place].item;
      if (item < 0 || place_[item] != kAbsent) throw Error("saved state is damaged: a pair is queued twice");
      place_[item] = place;
    }
  }

  std::vector<Entry> heap_;
  std::vector<std::int32_t> place_;  // of each item in the heap
};

}  // namespace gymkhana
