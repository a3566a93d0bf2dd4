// DiscretizeAction: continuous actions as a choice among a few, for agents that only choose.
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Divides each number's range into bins of one width and acts with their centres, as Gymnasium's
/// DiscretizeAction. The choices are one Discrete over all combinations, the last number varying fastest, or
/// a MultiDiscrete with a choice for each number.
class DiscretizeAction final : public Wrapper {
 public:
  enum class Form { flat, multi };
  static constexpr int max_choices = 10'000;  ///< of the flat form

  /// `bins` has one entry for all numbers, or one each. Error unless the actions are a bounded float Box.
  DiscretizeAction(std::unique_ptr<Env> inner, const std::vector<int>& bins, Form form);
  /// "5", "5,3" or "5,multi": bins for all or each of the numbers, then optionally the form.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  using Choice = std::vector<int>;  // a bin for each number

  int bins(int i) const { return static_cast<int>(centres_[i].size()); }
  int choices() const;
  int flatten(const Choice& choice) const;
  void unflatten(int index, Choice& choice) const;
  Choice nearest_choice(std::span<const float> values) const;
  void describe_flat(EnvSpec& spec) const;
  void describe_multi(EnvSpec& spec) const;

  std::vector<std::vector<float>> centres_;  // of each number's bins
  Choice choice_;                            // workspace
  std::vector<float> values_;                // what the environment gets
};

}  // namespace gymkhana
