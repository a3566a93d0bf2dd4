#include "envs/core/check/player.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/error.h"

namespace gymkhana::check {
namespace {

std::string printed(const EnvSpec& spec, int part, int i) {
  const std::vector<Part> leaves = parts(spec.observation);
  const std::string name = leaves[part].name.empty() ? "" : "." + leaves[part].name;
  return "observation" + name + "[" + std::to_string(i) + "]";
}

bool same_bytes(const Moment& a, const Moment& b, int part) {
  const std::span<std::byte> left = a.seen[0].raw(part), right = b.seen[0].raw(part);
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

std::string difference_seen(const EnvSpec& spec, const Moment& a, const Moment& b) {
  for (int part = 0; part < a.seen.part_count(); ++part) {
    if (same_bytes(a, b, part)) continue;
    for (int i = 0; i < a.seen.part(part).size; ++i) {
      const double left = a.seen.number(part, 0, i), right = b.seen.number(part, 0, i);
      if (std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right)) continue;
      return printed(spec, part, i) + " is " + print(left) + " here and " + print(right) + " there";
    }
  }
  return "";
}

}  // namespace

std::string Moment::where() const {
  return "seed " + std::to_string(seed) + ", episode " + std::to_string(episode) +
         (step == 0 ? ", reset" : ", step " + std::to_string(step));
}

Player::Player(std::unique_ptr<Env> env, std::uint64_t seed, std::optional<std::byte> fill)
    : env_(std::move(env)),
      seed_(seed),
      fill_(fill),
      rng_(generator_for(env_->spec(), seed)),
      action_(env_->spec().action, 1) {
  act_like(seed);
}

Moment Player::advance() {
  Moment moment;
  moment.seen = ObservationBatch(env_->spec().observation, 1);
  for (int part = 0; part < moment.seen.part_count(); ++part) {
    std::ranges::fill(moment.seen[0].raw(part), fill_.value_or(std::byte{0}));
  }
  if (wants_reset_) {
    ++episode_;
    clock_.restart();
  }
  moment.seed = seed_;
  moment.episode = episode_;
  moment.step = wants_reset_ ? 0 : clock_.length() + 1;
  try {
    act(moment);
    look(moment);
  } catch (const std::exception& reason) {
    throw Error(moment.where() + ": the environment threw an exception: " + reason.what());
  }
  wants_reset_ = moment.ended();
  return moment;
}

std::vector<Moment> Player::advance(int moments) {
  std::vector<Moment> played;
  for (int i = 0; i < moments; ++i) played.push_back(advance());
  return played;
}

void Player::act(Moment& moment) {
  const Observation target = fill_ ? moment.seen[0] : Observation();
  if (wants_reset_) {
    env_->reset(rng_, target);
  } else {
    const EnvSpec& spec = env_->spec();
    sample_action(spec.action, action_rng_, action_, 0);
    moment.result = clock_.tick(env_->step(action_[0], rng_, target), spec.max_episode_steps);
  }
}

void Player::look(Moment& moment) const {
  const EnvSpec& spec = env_->spec();
  // Room beyond the end, so that an environment that writes too much is told so, and breaks nothing before.
  constexpr std::size_t beyond = 16;
  moment.info.resize(spec.info.size() + beyond);
  env_->info(std::span(moment.info).first(spec.info.size()));
  moment.info.resize(spec.info.size());
  const auto* discrete = std::get_if<Discrete>(&spec.action);
  if (spec.action_mask && discrete != nullptr) {
    moment.mask.resize(discrete->n);
    env_->action_mask(moment.mask);
  }
}

void Player::serialize(Archive& archive) {
  env_->serialize(archive);
  archive(seed_, rng_, action_rng_, clock_, episode_, wants_reset_);
}

int moments_for(const EnvSpec& spec) {
  constexpr int budget = 16 << 20;  // bytes
  int bytes = 1;
  for (const Part& part : parts(spec.observation)) bytes += part.size * static_cast<int>(size_of(part.dtype));
  return std::clamp(budget / bytes, 40, 300);
}

Rng generator_for(const EnvSpec& spec, std::uint64_t seed) {
  return spec.generator == Generator::mt19937 ? Rng::legacy(seed) : Rng(seed);
}

std::string describe_number(const EnvSpec& spec, const Moment& moment, int part, int i) {
  return printed(spec, part, i) + " is " + print(moment.seen.number(part, 0, i));
}

std::string difference(const EnvSpec& spec, const Moment& a, const Moment& b, bool with_observation) {
  const auto versus = [](const std::string& what, auto here, auto there) {
    return what + " is " + print(here) + " here and " + print(there) + " there";
  };
  if (a.step != b.step) return versus("the step number", a.step, b.step);
  if (a.result.terminated != b.result.terminated)
    return versus("terminated", a.result.terminated, b.result.terminated);
  if (a.result.truncated != b.result.truncated)
    return versus("truncated", a.result.truncated, b.result.truncated);
  if (a.result.reward != b.result.reward) return versus("the reward", a.result.reward, b.result.reward);
  for (std::size_t i = 0; i < a.info.size(); ++i) {
    if (a.info[i] != b.info[i]) return versus("info " + spec.info[i], a.info[i], b.info[i]);
  }
  for (std::size_t i = 0; i < a.mask.size(); ++i) {
    if (a.mask[i] != b.mask[i])
      return versus("action_mask[" + std::to_string(i) + "]", int{a.mask[i]}, int{b.mask[i]});
  }
  return with_observation ? difference_seen(spec, a, b) : "";
}

}  // namespace gymkhana::check
