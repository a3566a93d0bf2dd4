#include "replay/replay_buffer.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "envs/core/batch.h"
#include "replay/memory.h"

namespace gymkhana {

ReplayBatch::ReplayBatch(const EnvSpec& spec, int capacity)
    : observations(spec.observation, capacity),
      next_observations(spec.observation, capacity),
      actions(spec.action, capacity),
      rewards(capacity),
      discounts(capacity),
      next_masks(static_cast<std::size_t>(mask_width(spec)) * capacity) {}

ReplayBuffer::ReplayBuffer(const EnvSpec& spec, int slots, const ReplayConfig& config)
    : spec_(spec),
      config_(config),
      stack_(stack_of(spec, config.stacked_frames)),
      frame_(spec.observation),
      ring_(config.capacity / slots),
      mask_width_(mask_width(spec)),
      actions_(spec.action, 0),
      written_(slots),
      ready_(slots),
      saved_(slots) {
  if (stack_.frames > 1) {
    auto shape = std::get<Box>(spec.observation).shape;
    shape.back() = stack_.width;
    frame_ = bytes(shape);
  }
  const std::int64_t least = config.n_steps + stack_.frames + 1;
  if (ring_ < least)
    throw Error("buffer_size = " + std::to_string(config.capacity) + " leaves " + std::to_string(ring_) +
                " entries for each of " + std::to_string(slots) + " slots: at least " +
                std::to_string(least * slots) + " are needed");
  check_memory();
}

ReplayBuffer::Stack ReplayBuffer::stack_of(const EnvSpec& spec, int frames) {
  if (frames <= 1) return {};
  const auto* box = std::get_if<Box>(&spec.observation);
  if (!box || box->dtype != DType::uint8 || box->shape.size() != 3)
    throw Error("frame_stack = " + std::to_string(frames) + ": a replay buffer takes stacks of pictures; " +
                spec.id + " shows none, so leave frame_stack out");
  return {frames, box->shape[0] * box->shape[1], box->shape[2] / frames};
}

std::int64_t ReplayBuffer::bytes_per_entry() const {
  static_assert(sizeof(float) == sizeof(std::int32_t));  // numbers of actions, of either kind
  std::size_t bytes = (actions_.width() + 1) * sizeof(float) + sizeof(Kind) + mask_width_;
  for (const Part& part : parts(frame_)) bytes += part.size * size_of(part.dtype);
  if (config_.prioritized)
    bytes += 4 * sizeof(double);  // a sum tree, its leaves rounded up to a power of two
  return static_cast<std::int64_t>(bytes);
}

void ReplayBuffer::check_memory() const {
  const double memory = physical_memory();
  const double bytes = static_cast<double>(bytes_per_entry());
  const double needed = static_cast<double>(config_.capacity) * bytes;
  const double most = std::min(0.9 * memory / bytes, 2e9);
  if (static_cast<double>(config_.capacity) <= most) return;
  throw Error("buffer_size = " + std::to_string(config_.capacity) + " needs " + gibibytes(needed) +
              ", but this machine has " + gibibytes(memory) + " of memory: at most " +
              std::to_string(static_cast<std::int64_t>(most)) + " fit");
}

void ReplayBuffer::allocate() {
  if (!kinds_.empty()) return;
  const std::int64_t entries = ring_ * static_cast<std::int64_t>(written_.size());
  frames_ = ObservationBatch(frame_, static_cast<int>(entries));
  actions_ = ActionBatch(spec_.action, static_cast<int>(entries));
  rewards_.resize(entries);
  kinds_.resize(entries);
  masks_.resize(entries * mask_width_);
  if (config_.prioritized) priorities_ = SumTree(entries);
}

// A stack needs the entries before it, so the first of a full ring cannot be put together any more.
std::int64_t ReplayBuffer::oldest(int slot) const {
  return written_[slot] <= ring_ ? 0 : written_[slot] - ring_ + stack_.frames - 1;
}

void ReplayBuffer::add(const Rollout& rollout) {
  allocate();
  int next_cut = 0;  // of truncated_columns, which last_observations begin with
  for (int column = 0, slot = 0; column < rollout.size(); ++column, slot = (slot + 1) % rollout.slots) {
    const bool terminated = rollout.terminated[column];
    const bool truncated = rollout.truncated[column] && !terminated;
    push(slot, rollout.observations, column,
         terminated  ? Kind::terminated
         : truncated ? Kind::truncated
                     : Kind::goes_on);
    const std::int64_t at = place(slot, written_[slot] - 1);
    actions_.copy(static_cast<int>(at), rollout.actions, column);
    rewards_[at] = static_cast<float>(rollout.environment_rewards()[column]);
    set_mask(slot, rollout.masks, column);
    if (truncated) {
      push(slot, rollout.last_observations, next_cut, Kind::last);
      set_mask(slot, rollout.last_masks, next_cut++);
    }
    make_ready(slot);
  }
}

// Writes an entry over the oldest one.
void ReplayBuffer::push(int slot, const ObservationBatch& source, int from, Kind kind) {
  const std::int64_t before = oldest(slot);
  const std::int64_t at = place(slot, written_[slot]++);
  for (std::int64_t entry = before; entry < oldest(slot); ++entry) {
    size_ -= entry < ready_[slot] && kinds_[place(slot, entry)] != Kind::last;
    if (config_.prioritized) priorities_.set(place(slot, entry), 0);
  }
  kinds_[at] = kind;
  if (stack_.frames == 1) return frames_.copy(static_cast<int>(at), source, from);
  const int stride = stack_.frames * stack_.width, newest = stride - stack_.width;
  const std::uint8_t* in = source[from].bytes().data() + newest;
  std::uint8_t* out = frames_[static_cast<int>(at)].bytes().data();
  for (int group = 0; group < stack_.groups; ++group)
    for (int i = 0; i < stack_.width; ++i) *out++ = in[group * stride + i];
}

// Of the slot's newest entry.
void ReplayBuffer::set_mask(int slot, const std::vector<std::uint8_t>& masks, int from) {
  const std::int64_t at = place(slot, written_[slot] - 1);
  std::copy_n(masks.begin() + static_cast<std::ptrdiff_t>(from) * mask_width_, mask_width_,
              masks_.begin() + at * mask_width_);
}

// Whether all that the transition from `entry` tells has been written.
bool ReplayBuffer::complete(int slot, std::int64_t entry) const {
  for (int k = 0; k < config_.n_steps && entry < written_[slot]; ++k, ++entry)
    if (kinds_[place(slot, entry)] != Kind::goes_on) return true;
  return entry < written_[slot];
}

void ReplayBuffer::make_ready(int slot) {
  for (std::int64_t& entry = ready_[slot]; entry < written_[slot] && complete(slot, entry); ++entry) {
    if (entry < oldest(slot) || kinds_[place(slot, entry)] == Kind::last) continue;
    ++size_;
    if (config_.prioritized) priorities_.set(place(slot, entry), largest_priority_);
  }
}

std::int64_t ReplayBuffer::draw_uniformly(Rng& rng) const {
  std::int64_t most = 0;
  const int slots = static_cast<int>(written_.size());
  for (int slot = 0; slot < slots; ++slot) most = std::max(most, ready_[slot] - oldest(slot));
  for (;;) {  // nearly always the first: slots differ by few entries, and last observations are rare
    const std::int64_t drawn = rng.integers(0, most * slots);
    const int slot = static_cast<int>(drawn / most);
    const std::int64_t entry = oldest(slot) + drawn % most;
    if (entry < ready_[slot] && kinds_[place(slot, entry)] != Kind::last) return place(slot, entry);
  }
}

void ReplayBuffer::draw(int count, double beta, Rng& rng, Draw& draw) const {
  draw.ids.resize(count);
  draw.weights.assign(count, 1.f);
  if (!config_.prioritized) {
    for (std::int64_t& id : draw.ids) id = draw_uniformly(rng);
    return;
  }
  const double total = priorities_.total();
  double largest = 0;
  for (int i = 0; i < count; ++i) {
    draw.ids[i] = priorities_.find(total * (i + rng.random()) / count);
    const double share = static_cast<double>(size_) * priorities_[draw.ids[i]] / total;
    draw.weights[i] = static_cast<float>(std::pow(share, -beta));
    largest = std::max(largest, double{draw.weights[i]});
  }
  for (float& weight : draw.weights) weight = static_cast<float>(weight / largest);
}

void ReplayBuffer::set_errors(std::span<const std::int64_t> ids, std::span<const float> errors) {
  if (!config_.prioritized) return;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const double priority = std::pow(errors[i] + config_.epsilon, config_.alpha);
    largest_priority_ = std::max(largest_priority_, priority);
    priorities_.set(ids[i], priority);
  }
}

void ReplayBuffer::gather(std::span<const std::int64_t> ids, ReplayBatch& batch) const {
  batch.count = static_cast<int>(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) gather_one(ids[i], batch, static_cast<int>(i));
}

void ReplayBuffer::gather_one(std::int64_t id, ReplayBatch& batch, int column) const {
  const int slot = static_cast<int>(id / ring_);
  const std::int64_t first_place = written_[slot] % ring_;  // where the next entry goes
  const std::int64_t age = (first_place - id % ring_ + ring_ - 1) % ring_ + 1;
  const std::int64_t entry = written_[slot] - age;
  double reward = 0, discount = 1;
  std::int64_t next = entry;
  for (int k = 0; k < config_.n_steps && discount > 0; ++k) {
    const std::int64_t at = place(slot, next);
    const double raw = rewards_[at];
    reward += discount * (config_.reward_stages ? config_.reward_stages->now(raw) : raw);
    discount *= kinds_[at] == Kind::terminated ? 0 : config_.gamma;
    ++next;
    if (kinds_[at] != Kind::goes_on) break;
  }
  if (discount == 0) next = entry;  // worth nothing, whatever it shows
  copy_observation(slot, entry, batch.observations, column);
  copy_observation(slot, next, batch.next_observations, column);
  batch.actions.copy(column, actions_, static_cast<int>(id));
  batch.rewards[column] = static_cast<float>(reward);
  batch.discounts[column] = static_cast<float>(discount);
  if (!masks_.empty())
    std::copy_n(masks_.begin() + place(slot, next) * mask_width_, mask_width_,
                batch.next_masks.begin() + static_cast<std::ptrdiff_t>(column) * mask_width_);
}

// The frames of a stack, newest first: before an episode's first entry that one is repeated.
void ReplayBuffer::copy_observation(int slot, std::int64_t entry, ObservationBatch& out, int column) const {
  if (stack_.frames == 1) return out.copy(column, frames_, static_cast<int>(place(slot, entry)));
  const int stride = stack_.frames * stack_.width;
  for (int frame = stack_.frames - 1; frame >= 0; --frame) {
    const std::uint8_t* in = frames_[static_cast<int>(place(slot, entry))].bytes().data();
    std::uint8_t* to = out[column].bytes().data() + frame * stack_.width;
    for (int group = 0; group < stack_.groups; ++group)
      for (int i = 0; i < stack_.width; ++i) to[group * stride + i] = *in++;
    if (entry == 0) continue;
    const Kind before = kinds_[place(slot, entry - 1)];
    if (before == Kind::goes_on || before == Kind::truncated) --entry;
  }
}

}  // namespace gymkhana
