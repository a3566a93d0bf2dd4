#include "replay/collector.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace gymkhana {
namespace {

/// Makes room for `slots` observations, keeping those that are there.
void reserve(ObservationBatch& batch, const Space& space, int slots) {
  if (batch.slots() >= slots) return;
  ObservationBatch larger(space, std::max(slots, 2 * batch.slots()));
  if (batch.slots() > 0) larger.copy(0, batch, 0, batch.slots());
  batch = std::move(larger);
}

}  // namespace

Collector::Collector(const MakeBatch& make_batch, const MakeActor& make_actor, int slots, std::uint64_t seed,
                     Workers& workers)
    : workers_(workers), chunks_(make_chunks(make_batch, make_actor, slots)), findings_(chunks_.size()) {
  observations_ = ObservationBatch(spec().observation, slots);
  for (Chunk& chunk : chunks_) {
    chunk.reset(seed, Stream::env, Stream::exploration, observations_, chunk.first());
  }
}

void Collector::collect(Rollout& rollout, std::atomic<std::int64_t>* stepped) {
  if (rollout.slots != slots()) throw Error("this rollout has another number of slots than the collector");
  rollout.memory.resize(slots() * chunks_.front().memory().size() / chunks_.front().count());
  workers_.run(static_cast<int>(chunks_.size()), [&](int i) { run_chunk(i, rollout, stepped); });
  merge_ends(rollout);
  merge_episodes(rollout);
}

void Collector::run_chunk(int index, Rollout& rollout, std::atomic<std::int64_t>* stepped) {
  Chunk& chunk = chunks_[index];
  Findings& findings = findings_[index];
  const std::size_t count = chunk.count();
  findings.ended_columns.clear();
  findings.last_masks.clear();
  findings.episode_columns.clear();
  findings.episodes.clear();

  rollout.observations.copy(chunk.first(), observations_, chunk.first(), chunk.count());
  std::ranges::copy(
      chunk.memory(),
      rollout.memory.begin() + static_cast<std::ptrdiff_t>(chunk.memory().size() / count * chunk.first()));
  write_masks(chunk, 0, rollout);
  const std::size_t actions = rollout.masks.size() / rollout.observations.slots();
  for (int t = 0; t < rollout.steps; ++t) {
    const int column = rollout.column(t, chunk.first());
    const std::span masks = std::span(rollout.masks).subspan(column * actions, count * actions);
    chunk.step({rollout.observations, column, chunk.count(), masks}, rollout.actions, column,
               std::span(rollout.log_probs).subspan(column, count), rollout.observations,
               column + rollout.slots,
               {std::span(rollout.rewards).subspan(column, count),
                std::span(rollout.terminated).subspan(column, count),
                std::span(rollout.truncated).subspan(column, count)});
    write_masks(chunk, t + 1, rollout);
    note(chunk, findings, column, rollout);
    if (stepped) stepped->fetch_add(chunk.count(), std::memory_order_relaxed);
  }
  observations_.copy(chunk.first(), rollout.observations, rollout.column(rollout.steps, chunk.first()),
                     chunk.count());
}

void Collector::write_masks(const Chunk& chunk, int row, Rollout& rollout) const {
  if (rollout.masks.empty()) return;
  const std::size_t actions = rollout.masks.size() / rollout.observations.slots();
  const std::size_t column = rollout.column(row, chunk.first());
  chunk.slots().write_masks(std::span(rollout.masks).subspan(column * actions, chunk.count() * actions));
}

void Collector::note(const Chunk& chunk, Findings& findings, int column, Rollout& rollout) const {
  for (int i = 0; i < chunk.count(); ++i) {
    if (!rollout.truncated[column + i] && !rollout.terminated[column + i]) continue;
    const int known = static_cast<int>(findings.ended_columns.size());
    reserve(findings.last_observations, spec().observation, known + 1);
    findings.last_observations.copy(known, chunk.batch().final_observations(), i);
    const std::size_t width = mask_width(spec());
    const auto mask = std::span(chunk.batch().final_masks()).subspan(i * width, width);
    findings.last_masks.insert(findings.last_masks.end(), mask.begin(), mask.end());
    findings.ended_columns.push_back(column + i);
  }
  for (const Episode& episode : chunk.batch().finished()) {
    findings.episode_columns.push_back(column + episode.slot);
  }
  chunk.slots().append_finished(findings.episodes);
}

void Collector::sort_findings(std::vector<int> Findings::*columns) {
  order_.clear();
  for (int chunk = 0; chunk < static_cast<int>(findings_.size()); ++chunk) {
    const std::vector<int>& found = findings_[chunk].*columns;
    for (int k = 0; k < static_cast<int>(found.size()); ++k) order_.push_back({found[k], chunk, k});
  }
  std::sort(order_.begin(), order_.end(),
            [](const Finding& a, const Finding& b) { return a.column < b.column; });
}

void Collector::merge_ends(Rollout& rollout) {
  sort_findings(&Findings::ended_columns);
  rollout.truncated_columns.clear();
  rollout.terminated_columns.clear();
  rollout.last_masks.clear();
  reserve(rollout.last_observations, spec().observation, static_cast<int>(order_.size()));
  const std::size_t width = mask_width(spec());
  int to = 0;
  for (const bool terminated : {false, true}) {
    for (const Finding& found : order_) {
      if ((rollout.terminated[found.column] != 0) != terminated) continue;
      const Findings& from = findings_[found.chunk];
      rollout.last_observations.copy(to++, from.last_observations, found.index);
      const auto mask = std::span(from.last_masks).subspan(found.index * width, width);
      rollout.last_masks.insert(rollout.last_masks.end(), mask.begin(), mask.end());
      (terminated ? rollout.terminated_columns : rollout.truncated_columns).push_back(found.column);
    }
  }
}

void Collector::merge_episodes(Rollout& rollout) {
  sort_findings(&Findings::episode_columns);
  rollout.episodes.clear();
  rollout.episode_steps.clear();
  for (const Finding& found : order_) {
    rollout.episodes.push_back(std::move(findings_[found.chunk].episodes[found.index]));
    rollout.episode_steps.push_back(found.column / rollout.slots);
  }
}

void Collector::serialize(Archive& archive) {
  for (Chunk& chunk : chunks_) chunk.serialize(archive);
  archive(observations_);
}

}  // namespace gymkhana
