// A replay buffer: what happened, kept to be learned from again and again; Lin 1992, Mnih et al. 2015.
//
// Every slot has a ring of entries in the order of time. An entry is what was seen and what was done then;
// what was seen next is the entry after it, so that nothing is kept twice. Where an episode was cut off, the
// true last observation is an entry of its own, which nothing was done in. Of stacked pictures (the wrapper
// frame_stack, outermost) only the newest is kept, and stacks are put together again from the entries of the
// same episode. Rewards are kept as the environment gave them: what reward stages make of them, such as a
// scale that is still being learned, is made when they are drawn.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "envs/core/action.h"
#include "envs/core/archive.h"
#include "envs/core/env.h"
#include "envs/core/observation.h"
#include "envs/core/random/rng.h"
#include "nn/safetensors.h"
#include "replay/reward_stage.h"
#include "replay/rollout.h"
#include "replay/sum_tree.h"

namespace gymkhana {

struct ReplayConfig {
  std::int64_t capacity = 1'000'000;  ///< entries of all slots together
  int n_steps = 1;                    ///< rewards per transition, before the value of what follows
  double gamma = 0.99;                ///< discount per step
  bool prioritized = false;           ///< draw by priority rather than uniformly
  double alpha = 0.6;                 ///< priority = (error + epsilon)^alpha
  int stacked_frames = 1;             ///< how many observations one is a stack of (wrapper frame_stack)
  double epsilon = 1e-6;              ///< keeps what was predicted well from being forgotten
  std::int64_t file_bytes =
      64 << 20;  ///< of a file of entries, about: saving needs little memory beside them
  const RewardStages* reward_stages = nullptr;  ///< what rewards go through when they are drawn
};

/// Transitions as learners take them, one column each.
struct ReplayBatch {
  ReplayBatch(const EnvSpec& spec, int capacity);

  int count = 0;
  ObservationBatch observations, next_observations;
  ActionBatch actions;                   ///< of any space, as the agent chose them
  std::vector<float> rewards;            ///< r_0 + gamma r_1 + ... of up to n steps
  std::vector<float> discounts;          ///< of next_observations: gamma^n, less steps at a cut, 0 at an end
  std::vector<std::uint8_t> next_masks;  ///< columns x actions; empty when the environment has no mask
};

/// What was drawn, and how much each counts.
struct Draw {
  std::vector<std::int64_t> ids;  ///< for gather() and set_errors()
  std::vector<float> weights;     ///< importance (N P(i))^-beta, the largest being 1; all 1 when uniform
};

class ReplayBuffer {
 public:
  /// Memory is taken with the first add(). Error when the machine does not have as much, with the figures.
  ReplayBuffer(const EnvSpec& spec, int slots, const ReplayConfig& config);

  /// Takes in a rollout.
  void add(const Rollout& rollout);
  /// Transitions that can be drawn.
  std::int64_t size() const { return size_; }

  /// Draws with replacement; needs size() > 0. Uniformly, or by priority, one from each of `count` equal
  /// shares of the total (Schaul et al. 2016, arXiv:1511.05952, section 3.3), corrected for by weights with
  /// `beta`.
  void draw(int count, double beta, Rng& rng, Draw& draw) const;
  /// Copies transitions into the first ids.size() columns. Const calls may run at the same time.
  void gather(std::span<const std::int64_t> ids, ReplayBatch& batch) const;
  /// New errors (>= 0) of what was drawn, from which priorities follow. New transitions have the largest
  /// priority that was ever given.
  void set_errors(std::span<const std::int64_t> ids, std::span<const float> errors);

  /// What an entry takes of memory: pictures that are stacked count once.
  std::int64_t bytes_per_entry() const;

  /// Writes what came in since the last save to new files in `folder`, and to `file`, under "replay.", which
  /// files make up the buffer. Files that no checkpoint but old ones needs are removed.
  void save(TensorFile& file, const std::filesystem::path& folder);
  /// Error or std::runtime_error names the file or tensor that is missing or does not fit.
  void load(const TensorFile& file, const std::filesystem::path& folder);
  /// All but the entries and their priorities: how far the rings are, and the files.
  void serialize(Archive& archive);

 private:
  enum class Kind : std::uint8_t { goes_on, terminated, truncated, last };  // last: an observation, no action

  /// Where the picture that is kept lies in a stack: `width` numbers in each of `groups` pixels.
  struct Stack {
    int frames = 1, groups = 1, width = 0;
  };

  /// A file of entries: of each slot those from `firsts` to before `ends`. The checksum of their actions
  /// tells it from another run's.
  struct Segment {
    std::string name, checksum;
    std::vector<std::int64_t> firsts, ends;
    int saves = 0;  // of checkpoints, since it was no longer needed
    void serialize(Archive& archive) { archive(name, checksum, firsts, ends, saves); }
  };

  static Stack stack_of(const EnvSpec& spec, int frames);
  void check_memory() const;
  void allocate();
  std::int64_t place(int slot, std::int64_t entry) const { return slot * ring_ + entry % ring_; }
  std::int64_t oldest(int slot) const;
  bool complete(int slot, std::int64_t entry) const;
  void push(int slot, const ObservationBatch& source, int from, Kind kind);
  void set_mask(int slot, const std::vector<std::uint8_t>& masks, int from);
  void make_ready(int slot);
  void copy_observation(int slot, std::int64_t entry, ObservationBatch& out, int column) const;
  void gather_one(std::int64_t id, ReplayBatch& batch, int column) const;
  std::int64_t draw_uniformly(Rng& rng) const;
  void write_segments(const std::filesystem::path& folder);
  void write_segment(Segment segment, const std::filesystem::path& folder);
  void read_segment(const Segment& segment, const std::filesystem::path& folder);
  std::vector<std::int64_t> places_of(const Segment& segment) const;
  void put_actions(TensorFile& file, std::span<const std::int64_t> places) const;
  void read_actions(const TensorFile& file, std::span<const std::int64_t> places);
  void forget_segments(const std::filesystem::path& folder);

  EnvSpec spec_;
  ReplayConfig config_;
  Stack stack_;
  Space frame_;         // what an entry keeps of an observation
  std::int64_t ring_;   // entries per slot
  int mask_width_ = 0;  // flags per mask: 0 where there is none

  ObservationBatch frames_;  // by place
  ActionBatch actions_;
  std::vector<float> rewards_;
  std::vector<Kind> kinds_;
  std::vector<std::uint8_t> masks_;

  std::vector<std::int64_t> written_;  // per slot: entries so far
  std::vector<std::int64_t> ready_;    // per slot: entries whose transitions are complete
  std::int64_t size_ = 0;
  SumTree priorities_;
  double largest_priority_ = 1;

  std::vector<std::int64_t> saved_;  // per slot: entries that files hold
  std::vector<Segment> segments_;    // oldest first
};

}  // namespace gymkhana
