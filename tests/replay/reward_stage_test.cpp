// Reward stages: their order, and what they leave behind.
#include "replay/reward_stage.h"

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

/// Adds what it has seen of rollouts so far, then multiplies.
class Affine final : public RewardStage {
 public:
  explicit Affine(double factor) : factor_(factor) {}
  void apply(Rollout& rollout) override {
    ++seen_;
    for (double& reward : rollout.rewards) reward = now(reward);
  }
  double now(double reward) const override { return factor_ * (reward + seen_); }
  void add_metrics(std::vector<Metric>& metrics) const override { metrics.push_back({"seen", seen_}); }
  void serialize(Archive& archive) override { archive(seen_); }

 private:
  double factor_, seen_ = 0;
};

RewardStages two() {
  RewardStages stages;
  stages.add(std::make_unique<Affine>(2));
  stages.add(std::make_unique<Affine>(10));
  return stages;
}

Rollout one_step(double reward) {
  Rollout rollout({.observation = box(1, -1, 1), .action = Discrete{2}}, 1, 1);
  rollout.rewards[0] = reward;
  return rollout;
}

}  // namespace

TEST_CASE("stages follow one another, and the environment's rewards are kept") {
  RewardStages stages = two();
  Rollout rollout = one_step(3);
  stages.apply(rollout);
  CHECK(rollout.rewards[0] == 10 * (2 * (3 + 1) + 1));
  CHECK(rollout.environment_rewards()[0] == 3);
  CHECK(stages.now(3) == rollout.rewards[0]);
}

TEST_CASE("without stages rewards are the environment's") {
  RewardStages none;
  Rollout rollout = one_step(3);
  none.apply(rollout);
  CHECK(rollout.raw_rewards.empty());
  CHECK(rollout.environment_rewards()[0] == 3);
  CHECK(none.now(3) == 3);
}

TEST_CASE("each stage saves its state and tells its metrics") {
  RewardStages stages = two(), other = two();
  Rollout rollout = one_step(3);
  stages.apply(rollout);
  load_state(other, save_state(stages));
  CHECK(other.now(5) == stages.now(5));
  std::vector<Metric> metrics;
  other.add_metrics(metrics);
  REQUIRE(metrics.size() == 2);
  CHECK(metrics[1].value == 1);
}
