// Linear semi-gradient SARSA(lambda) with tile coding (Sutton and Barto, 2nd ed., section 12.7,
// "Sarsa(lambda) with binary features"; MountainCar is its Example 10.1).
//
//   q(s, a)  = sum of w_i over the active tiles i of (s, a)
//   delta    = R + gamma q(S', A') - q(S, A)                              (12.6)
//   z_i     <- 1, or z_i + 1, for the active tiles of (S, A)              (12.12), (12.5)
//   w       <- w + alpha / tilings delta z;   z <- gamma lambda z         (12.7)
//
// Differs from the book in: all slots learn into one set of weights, each with traces of its own; an episode
// that is cut off has no A', and its expectation stands in.
#pragma once

#include "agents/agent.h"
#include "agents/tabular/exploration.h"
#include "agents/tabular/tiles.h"
#include "agents/tabular/traces.h"
#include "agents/tabular/training_statistics.h"
#include "agents/tabular/value_actor.h"

namespace gymkhana {

struct SarsaTilesConfig {
  Schedule learning_rate{0.5};
  double gamma = 1;
  double lambda = 0.9;
  std::string traces = "replacing";
  int n_tilings = 8;
  int n_tiles = 8;
  double initial_value = 0;
  ExplorationConfig exploration = {.epsilon = 0};
};

/// What an actor reads anew in each call.
struct TilesPolicy {
  Tiles tiles;
  std::int32_t first_action;
  int actions;
  Exploration exploration;
  std::vector<double> weights;  ///< actions x features

  std::int32_t weight_of(int action, std::int32_t feature) const {
    return action * tiles.features() + feature;
  }
  /// q(s, action) for the active features of s.
  double value(std::span<const std::int32_t> active, int action) const;

  struct Scratch {
    std::vector<std::int32_t> active;
    std::vector<double> values;
  };
  /// Leaves the active features of the observation in scratch.active, and the values in scratch.values.
  Situation situation(const ObservationBatch& observations, int slot, std::span<const std::uint8_t> mask,
                      Scratch& scratch) const;
};

class SarsaTiles final : public Agent {
 public:
  using Config = SarsaTilesConfig;
  static Fields fields(Config& config);
  SarsaTiles(const AgentSetup& setup, const Config& config);

  std::unique_ptr<Actor> make_actor(SlotRange, bool greedy) const override {
    return std::make_unique<ValueActor<TilesPolicy>>(policy_, greedy);
  }
  int rollout_steps() const override { return 1; }
  std::span<const Metric> learn(const Rollout& rollout) override;
  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;
  Insight look(const ActorInput& seen) const override { return insight(policy_, seen); }

 private:
  /// The last step of a slot, until its A' is known.
  struct Memory {
    bool waits = false;
    std::int32_t action = 0;
    double reward = 0;
    std::vector<std::int32_t> active = {};
    Traces traces = Traces();

    void serialize(Archive& archive) { archive(waits, action, reward, active, traces); }
  };

  void take_step(const Rollout& rollout, int slot, int truncated);
  void correct(Memory& memory, double next_value);
  void move_schedules();

  Config config_;
  TilesPolicy policy_;
  TraceKind kind_;
  double alpha_ = 0;  // per tiling
  TrainingStatistics statistics_;
  std::vector<Memory> memories_;  // per slot
  TilesPolicy::Scratch seen_, last_;
};

}  // namespace gymkhana
