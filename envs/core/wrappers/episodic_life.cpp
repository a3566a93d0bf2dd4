#include "envs/core/wrappers/episodic_life.h"

#include <algorithm>

#include "envs/core/wrappers/values.h"

namespace gymkhana {

EpisodicLife::EpisodicLife(std::unique_ptr<Env> inner)
    : Wrapper(std::move(inner)), info_(spec().info.size()) {
  const auto field = std::find(spec().info.begin(), spec().info.end(), "lives");
  if (field == spec().info.end()) throw Error("needs an environment whose info has \"lives\"");
  if (!std::holds_alternative<Discrete>(spec().action)) {
    throw Error("needs Discrete actions of which 0 does nothing, not " + to_string(spec().action));
  }
  lives_field_ = field - spec().info.begin();
}

std::unique_ptr<Env> EpisodicLife::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<EpisodicLife>(std::move(inner));
}

float EpisodicLife::count_lives() {
  info(info_);
  return info_[lives_field_];
}

void EpisodicLife::reset(Rng& rng, Observation observation) {
  if (!game_over_) {
    const Step step = Wrapper::step(Action(0), rng, observation);
    game_over_ = step.terminated || step.truncated;
  }
  if (game_over_) Wrapper::reset(rng, observation);
  game_over_ = false;
  lives_ = count_lives();
}

Step EpisodicLife::step(const Action& action, Rng& rng, Observation observation) {
  Step step = Wrapper::step(action, rng, observation);
  game_over_ = step.terminated || step.truncated;
  const float lives = count_lives();
  if (lives < lives_ && lives > 0) step.terminated = true;
  lives_ = lives;
  return step;
}

void EpisodicLife::serialize(Archive& archive) {
  archive(lives_, game_over_);
  Wrapper::serialize(archive);
}

}  // namespace gymkhana
