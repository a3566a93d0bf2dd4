// An environment around an environment: the base of all wrappers, and the time limit that is always the
// innermost.
#pragma once

#include <memory>
#include <utility>

#include "envs/core/env.h"
#include "envs/core/episode.h"

namespace gymkhana {

/// Passes everything on to the environment inside; a wrapper overrides what it changes.
class Wrapper : public Env {
 public:
  void reset(Rng& rng, Observation observation) override { inner().reset(rng, observation); }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    return inner().step(action, rng, observation);
  }
  void draw(Canvas& canvas) const override { inner_->draw(canvas); }
  void serialize(Archive& archive) override { inner().serialize(archive); }
  void info(std::span<float> values) const override { inner_->info(values); }
  void action_mask(std::span<std::uint8_t> mask) const override { inner_->action_mask(mask); }

  Env& inner() { return *inner_; }
  const Env& inner() const { return *inner_; }

 protected:
  /// The spec is the inner environment's; a wrapper that changes spaces calls set_spec().
  explicit Wrapper(std::unique_ptr<Env> inner) : Env(inner->spec()), inner_(std::move(inner)) {}

 private:
  std::unique_ptr<Env> inner_;
};

/// The environment inside all its wrappers; an environment without them itself.
inline const Env& innermost(const Env& env) {
  const auto* wrapper = dynamic_cast<const Wrapper*>(&env);
  return wrapper ? innermost(wrapper->inner()) : env;
}
inline Env& innermost(Env& env) {
  return const_cast<Env&>(innermost(std::as_const(env)));
}

/// Counts the environment's own steps and rewards and truncates at its spec's limit (Gymnasium's TimeLimit
/// and RecordEpisodeStatistics in one). Innermost of all wrappers, so frame skips and clipped rewards do not
/// fool it.
class TimeLimit final : public Wrapper {
 public:
  explicit TimeLimit(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {}

  void reset(Rng& rng, Observation observation) override {
    clock_.restart();
    Wrapper::reset(rng, observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    return clock_.tick(Wrapper::step(action, rng, observation), spec().max_episode_steps);
  }
  void serialize(Archive& archive) override {
    archive(clock_);
    Wrapper::serialize(archive);
  }

  const EpisodeClock& clock() const { return clock_; }

 private:
  EpisodeClock clock_;
};

}  // namespace gymkhana
