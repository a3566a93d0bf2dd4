// Minibatches on the workers, for all agents with networks: cut into shards of a fixed size, a gradient of
// each, added in order. What comes out does not depend on the number of workers.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

#include "envs/core/workers.h"
#include "nn/matrix.h"

namespace gymkhana {

/// Samples per shard. Gradients of shards are added in order, so this number, unlike the number of workers,
/// is part of what a seed means. Large enough for fast matrix products, small enough that a minibatch of 128
/// occupies two workers.
inline constexpr int kShardSize = 64;

/// Shards at a time: what bounds the memory that a large minibatch takes.
inline constexpr int kShardsAtOnce = 32;

/// Parameters that one task adds up or steps along. A multiple of the widest register, so that the numbers of
/// a block are rounded as in one piece.
inline constexpr Index kParameterBlock = 2048;

/// Calls work(k) for each of `blocks` parameter blocks on the team, which is not woken for few.
template <class Work>
void for_each_parameter_block(WorkerTeam& team, int blocks, Work&& work) {
  if (team.awake() || blocks > 64) {
    team.run(blocks, work);
  } else {
    for (int k = 0; k < blocks; ++k) work(k);
  }
}

/// Room for the passes of shards, made when first needed. A Shard has a flat `gradient`, a Vector<float>.
template <class Shard>
class Shards {
 public:
  explicit Shards(std::function<Shard()> make) : make_(std::move(make)) {}

  /// Cuts samples 0 .. samples - 1 into shards and calls work(shard, first, count) for each, which leaves its
  /// gradient in the shard. Adds these up in `gradient` and returns the sum of what work returned.
  template <class Work>
  auto add_up(WorkerTeam& team, int samples, Vector<float>& gradient, Work&& work) {
    using Sums = std::invoke_result_t<Work&, Shard&, int, int>;
    const int all = shards_of(samples);
    reserve(std::min(all, kShardsAtOnce));
    Sums total{};
    for (int begin = 0; begin < all; begin += kShardsAtOnce) {
      const int count = std::min(kShardsAtOnce, all - begin);
      std::array<Sums, kShardsAtOnce> sums;
      team.run(count, [&](int k) {
        const int first = (begin + k) * kShardSize;
        sums[k] = work(shards_[k], first, std::min(kShardSize, samples - first));
      });
      for (int k = 0; k < count; ++k) total += sums[k];
      add_gradients(team, count, gradient, begin == 0);
    }
    return total;
  }

  /// For passes without a gradient: the same calls of work(shard, first, count), with room for each worker.
  template <class Work>
  void for_each(WorkerTeam& team, int samples, Work&& work) {
    const int all = shards_of(samples), tasks = std::min(all, team.count());
    reserve(tasks);
    team.run(tasks, [&](int task) {
      for (int k = task; k < all; k += tasks) {
        const int first = k * kShardSize;
        work(shards_[task], first, std::min(kShardSize, samples - first));
      }
    });
  }

 private:
  /// Adds the gradients of the first `count` shards in order; the very first begins the sum.
  void add_gradients(WorkerTeam& team, int count, Vector<float>& gradient, bool begins) {
    const int blocks = static_cast<int>((gradient.size() + kParameterBlock - 1) / kParameterBlock);
    for_each_parameter_block(team, blocks, [&](int block) {
      const Index first = block * kParameterBlock, size = std::min(kParameterBlock, gradient.size() - first);
      auto sum = gradient.segment(first, size);
      if (begins) sum = shards_[0].gradient.segment(first, size);
      for (int k = begins ? 1 : 0; k < count; ++k) sum += shards_[k].gradient.segment(first, size);
    });
  }

  static int shards_of(int samples) { return (samples + kShardSize - 1) / kShardSize; }
  void reserve(int count) {
    while (static_cast<int>(shards_.size()) < count) shards_.push_back(make_());
  }

  std::function<Shard()> make_;
  std::vector<Shard> shards_;
};

}  // namespace gymkhana
