// What all agents with networks hand on to their learner.
#pragma once

#include <utility>

#include "agents/agent.h"

namespace gymkhana {

/// An agent around a `Learner`, which knows how to act by its networks, look into them, save and load them.
template <class L>
class LearnerAgent : public Agent {
 public:
  std::unique_ptr<Actor> make_actor(SlotRange slots, bool greedy) const override {
    return learner_.make_actor(slots.count, greedy);
  }
  bool has_learned() const override { return learner_.updates() > 0; }
  void save(TensorFile& file) const override { learner_.save(file); }
  void load(const TensorFile& file) override { learner_.load(file); }
  Insight look(const ActorInput& seen) const override { return learner_.look(seen); }
  std::vector<float> saliency(const ActorInput& seen) const override { return learner_.saliency(seen); }

 protected:
  template <class... Setup>
  explicit LearnerAgent(Setup&&... setup) : learner_(std::forward<Setup>(setup)...) {}

  L learner_;
};

}  // namespace gymkhana
