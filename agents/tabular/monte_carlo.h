// Monte Carlo control: learn from whole episodes (Sutton and Barto, 2nd ed., chapter 5).
//
// Backwards through an episode, G <- gamma G + R:
//
//   on-policy (section 5.4, 2.3)    Q(S, A) <- Q(S, A) + [G - Q(S, A)] / N(S, A)
//                                   for the first or every visit of a pair
//   off-policy (section 5.7, 5.8)   C(S, A) <- C(S, A) + W
//                                   Q(S, A) <- Q(S, A) + W / C(S, A) [G - Q(S, A)]
//                                   stop unless A is greedy; W <- W / b(A|S)
//
// A truncated episode begins with G = the value of its true last observation. Differs from the book in: with
// `averaging` false, on-policy steps are alpha instead of 1 / N, which forgets the returns of earlier
// policies.
#pragma once

#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

struct MonteCarloConfig {
  std::string visits = "first";
  bool averaging = true;
  TabularConfig table = {};
};

/// Keeps the running episode of each slot.
class MonteCarloAgent : public TabularAgent {
 public:
  using TabularAgent::TabularAgent;

 protected:
  void serialize(Archive& archive) override;

 private:
  void walk(const Rollout& rollout) final;
  virtual void learn_episode(std::span<const Experience> episode) = 0;

  std::vector<std::vector<Experience>> episodes_;  // per slot
};

class MonteCarloControl final : public MonteCarloAgent {
 public:
  using Config = MonteCarloConfig;
  static Fields fields(Config& config);
  MonteCarloControl(const AgentSetup& setup, const Config& config);

  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;

 private:
  void learn_episode(std::span<const Experience> episode) override;

  bool every_visit_, averaging_;
  std::vector<std::int32_t> returns_;  // N(s, a)
  std::vector<std::int32_t> earlier_;  // scratch: visits of a pair up to the present step
};

class MonteCarloOffPolicy final : public MonteCarloAgent {
 public:
  using Config = TabularConfig;
  /// Without the learning rate: its steps are W / C.
  static Fields fields(Config& config);
  /// Error for exploration without probabilities (ucb).
  MonteCarloOffPolicy(const AgentSetup& setup, const Config& config);

  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;

 private:
  void learn_episode(std::span<const Experience> episode) override;

  std::vector<double> weights_;  // C(s, a)
};

}  // namespace gymkhana
