// Eligibility traces as sparse lists: only pairs (or weights) that were met lately have one.
#pragma once

#include <cstdint>
#include <vector>

#include "envs/core/archive.h"

namespace gymkhana {

/// What meeting a pair again does to its trace e (Sutton and Barto, 2nd ed., sections 12.2, 12.5 and 12.7).
enum class TraceKind {
  accumulating,  ///< e + 1 (12.5)
  replacing,     ///< 1 (12.12)
  dutch,         ///< (1 - alpha) e + 1 (12.11)
};

/// Traces of the numbers 0 .. size - 1. Those that have decayed below kSmallestTrace are dropped.
class Traces {
 public:
  static constexpr double kSmallestTrace = 1e-6;

  struct Trace {
    std::int32_t index;
    double value;
    void serialize(Archive& archive) { archive(index, value); }
  };

  explicit Traces(std::size_t size = 0) : place_(size, -1) {}

  void visit(std::int32_t index, TraceKind kind, double alpha) {
    if (place_[index] < 0) {
      place_[index] = static_cast<std::int32_t>(list_.size());
      list_.push_back({index, 0});
    }
    double& value = list_[place_[index]].value;
    value = kind == TraceKind::replacing      ? 1
            : kind == TraceKind::accumulating ? value + 1
                                              : (1 - alpha) * value + 1;
  }

  /// Multiplies all traces by `factor`.
  void decay(double factor) {
    std::size_t kept = 0;
    for (Trace& trace : list_) {
      trace.value *= factor;
      place_[trace.index] = -1;
      if (trace.value < kSmallestTrace) continue;
      place_[trace.index] = static_cast<std::int32_t>(kept);
      list_[kept++] = trace;
    }
    list_.resize(kept);
  }

  void clear() { decay(0); }

  const std::vector<Trace>& list() const { return list_; }

  void serialize(Archive& archive) {
    if (archive.reading()) clear();
    archive(list_);
    for (std::size_t i = 0; i < list_.size(); ++i) {
      if (list_[i].index < 0 || list_[i].index >= static_cast<std::int64_t>(place_.size())) {
        throw Error("saved traces belong to another table");
      }
      place_[list_[i].index] = static_cast<std::int32_t>(i);
    }
  }

 private:
  std::vector<Trace> list_;
  std::vector<std::int32_t> place_;  // of an index in the list; -1: none
};

}  // namespace gymkhana
