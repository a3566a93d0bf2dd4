#include "replay/evaluate.h"

#include <numeric>

#include "base/interrupt.h"

namespace gymkhana {
namespace {

/// The first episode of each slot of a chunk.
class Trial {
 public:
  Trial(Chunk& chunk, const Evaluation& evaluation)
      : chunk_(chunk),
        evaluation_(evaluation),
        observations_(chunk.batch().spec().observation, chunk.count()),
        actions_(chunk.batch().spec().action, chunk.count()),
        rewards_(chunk.count()),
        terminated_(chunk.count()),
        truncated_(chunk.count()),
        done_(chunk.count()) {
    masks_.resize(mask_width(chunk.batch().spec()) * done_.size());
    chunk.reset(evaluation.seed, Stream::evaluation_env, Stream::evaluation_exploration, observations_, 0);
  }

  /// Writes one episode per slot.
  void run(std::span<Episode> episodes) {
    for (int i = 0; i < chunk_.count(); ++i) episodes[i].slot = chunk_.first() + i;
    for (int running = chunk_.count(), steps = 0; running > 0;) {
      if (evaluation_.stop && evaluation_.stop()) throw Interrupted();
      step();
      ++steps;
      for (const Episode& finished : chunk_.batch().finished()) {
        if (done_[finished.slot]) continue;
        episodes[finished.slot] = finished;
        episodes[finished.slot].slot += chunk_.first();
        done_[finished.slot] = true;
        if (evaluation_.finished) ++*evaluation_.finished;
        --running;
      }
      if (steps == evaluation_.max_steps) return cut(episodes);
    }
  }

 private:
  void cut(std::span<Episode> episodes) const {
    for (int i = 0; i < chunk_.count(); ++i) {
      if (done_[i]) continue;
      episodes[i].total_reward = chunk_.batch().clock(i).total_reward();
      episodes[i].length = chunk_.batch().clock(i).length();
      episodes[i].cut = true;
      if (evaluation_.finished) ++*evaluation_.finished;
    }
  }

  void step() {
    if (!masks_.empty()) chunk_.slots().write_masks(masks_);
    chunk_.step({observations_, 0, chunk_.count(), masks_}, actions_, 0, {}, observations_, 0,
                {rewards_, terminated_, truncated_});
  }

  Chunk& chunk_;
  const Evaluation& evaluation_;
  ObservationBatch observations_;
  ActionBatch actions_;
  std::vector<double> rewards_;
  std::vector<std::uint8_t> terminated_, truncated_, masks_;
  std::vector<bool> done_;
};

}  // namespace

std::vector<Episode> evaluate(const MakeBatch& make_batch, const MakeActor& make_actor,
                              const Evaluation& evaluation, Workers& workers) {
  std::vector<Episode> episodes(evaluation.episodes);
  workers.run(chunk_count(evaluation.episodes), [&](int index) {
    const SlotRange slots = chunk_range(index, evaluation.episodes);
    Chunk chunk(make_batch, make_actor, slots);  // made here, so that few environments live at a time
    Trial(chunk, evaluation).run(std::span(episodes).subspan(slots.first, slots.count));
  });
  return episodes;
}

}  // namespace gymkhana
