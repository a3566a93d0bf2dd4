#include "viz/scene.h"

#include <algorithm>

#include "envs/core/wrappers/wrap.h"

namespace gymkhana::viz {
namespace {

constexpr int kKeyframe = 16;  // steps between saved states: few enough to replay between two pictures

}  // namespace

Scene::Scene(std::unique_ptr<Env> env)
    : env_(std::move(env)),
      wrapped_clock_(nullptr),
      seen_(env_->spec().observation, 1),
      action_(env_->spec().action, 1),
      new_(save_state(*env_)) {
  if (auto* wrapped = dynamic_cast<WrappedEnv*>(env_.get())) wrapped_clock_ = &wrapped->clock();
}

void Scene::begin(std::uint64_t seed, Rng exploration) {
  seed_ = seed;
  rng_ = spec().generator == Generator::mt19937 ? Rng::legacy(seed) : Rng(seed);
  exploration_ = std::move(exploration);
  load_state(*env_, new_);  // some environments remember what was done before a reset
  open_episode();
}

void Scene::next_episode() {
  open_episode();
}

void Scene::open_episode() {
  clock_.restart();
  env_->reset(rng_, seen_[0]);
  now_ = 0;
  ended_at_ = -1;
  moments_.clear();
  actions_.clear();
  keyframes_.assign(1, {0, save_state(*this)});
}

Step Scene::play(const Action& action) {
  Step step = env_->step(action, rng_, seen_[0]);
  if (!wrapped_clock_) step = clock_.tick(step, spec().max_episode_steps);
  return step;
}

Step Scene::step(const Action& action, double value, std::span<const float> memory) {
  if (now_ < length()) forget_future();
  action_.set(0, action);
  actions_.push_back(numbers_of(action_));
  last_ = play(action);
  ++now_;
  moments_.push_back({last_.reward, clock().total_reward(), value, {memory.begin(), memory.end()}});
  if (last_.terminated || last_.truncated) ended_at_ = now_;
  if (now_ % kKeyframe == 0) keyframes_.push_back({now_, save_state(*this)});
  return last_;
}

void Scene::seek(int moment) {
  moment = std::clamp(moment, 0, length());
  if (moment == now_) return;
  const auto after = [moment](const Keyframe& frame) { return frame.moment > moment; };
  auto frame = std::prev(std::find_if(keyframes_.begin(), keyframes_.end(), after));
  const bool ahead = frame->moment <= now_ && now_ < moment;  // no need to go back
  if (!ahead) load_state(*this, frame->state);
  for (int t = ahead ? now_ : frame->moment; t < moment; ++t) {
    set_numbers(action_, actions_[t]);
    play(action_[0]);
  }
  now_ = moment;
}

// The agent's generator stands where it stood at the last keyframe when the scene was rewound: agents that
// explore go on by other choices than before.
void Scene::forget_future() {
  moments_.resize(now_);
  actions_.resize(now_);
  ended_at_ = -1;
  std::erase_if(keyframes_, [this](const Keyframe& frame) { return frame.moment > now_; });
}

void Scene::observe_at(std::span<const Stance> stances,
                       const std::function<void(const Stance&, const ObservationBatch& seen)>& look) {
  const std::vector<std::byte> state = save_state(*this);
  auto& walker = dynamic_cast<Stances&>(innermost(*env_));
  for (const Stance& stance : stances) {
    walker.begin_at(stance);
    env_->reset(rng_, seen_[0]);
    look(stance, seen_);
  }
  load_state(*this, state);
}

void Scene::serialize(Archive& archive) {
  archive(*env_, rng_, exploration_, clock_, seen_);
}

std::vector<std::uint8_t> mask_of(const Env& env) {
  const auto* discrete = std::get_if<Discrete>(&env.spec().action);
  if (!env.spec().action_mask || discrete == nullptr) return {};
  std::vector<std::uint8_t> mask(discrete->n);
  env.action_mask(mask);
  return mask;
}

std::vector<double> numbers_of(const ActionBatch& hand) {
  const Action action = hand[0];
  if (hand.continuous()) return {action.values().begin(), action.values().end()};
  if (hand.width() == 1) return {static_cast<double>(action.index())};
  return {action.indices().begin(), action.indices().end()};
}

void set_numbers(ActionBatch& hand, const std::vector<double>& numbers) {
  for (int i = 0; i < hand.width(); ++i) {
    if (hand.continuous()) {
      hand.values(0)[i] = static_cast<float>(numbers[i]);
    } else {
      hand.indices(0)[i] = static_cast<std::int32_t>(numbers[i]);
    }
  }
}

}  // namespace gymkhana::viz
