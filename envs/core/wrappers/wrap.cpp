#include "envs/core/wrappers/wrap.h"

#include "base/error.h"
#include "envs/core/wrappers/clip_action.h"
#include "envs/core/wrappers/clip_reward.h"
#include "envs/core/wrappers/difference.h"
#include "envs/core/wrappers/discretize_action.h"
#include "envs/core/wrappers/episodic_life.h"
#include "envs/core/wrappers/fire_reset.h"
#include "envs/core/wrappers/frame_stack.h"
#include "envs/core/wrappers/grayscale.h"
#include "envs/core/wrappers/max_and_skip.h"
#include "envs/core/wrappers/noop_reset.h"
#include "envs/core/wrappers/repeat_action.h"
#include "envs/core/wrappers/rescale_action.h"
#include "envs/core/wrappers/resize.h"
#include "envs/core/wrappers/sticky_action.h"
#include "envs/core/wrappers/time_aware.h"

namespace gymkhana {
namespace {

// Of the outermost wrapper that changes observations.
int frames_of(const Env& env) {
  if (const auto* stack = dynamic_cast<const FrameStack*>(&env)) return stack->frames();
  const auto* rewards = dynamic_cast<const RewardWrapper*>(&env);
  return rewards ? frames_of(rewards->inner()) : 1;
}

}  // namespace

WrapperRegistry general_wrappers() {
  const std::vector<WrapperEntry> table = {
      {"clip_action", "cut actions of any size to the environment's bounds: true", ClipAction::make},
      {"clip_reward", "cut rewards to low,high, or keep their sign only: -1,1 | sign", ClipReward::make},
      {"difference", "see what changed in pictures since the one before: true", Difference::make},
      {"discretize_action", "choose among bins of each number: 5 | 5,3 | 5,multi", DiscretizeAction::make},
      {"episodic_life", "end the agent's episode at each lost life, not the game: true", EpisodicLife::make},
      {"fire_reset", "press fire after each reset: true", FireReset::make},
      {"frame_stack", "observe the last N observations, oldest first: 4", FrameStack::make},
      {"grayscale", "see pictures in shades of grey: true", Grayscale::make},
      {"max_and_skip", "take each action N times and see the brighter of the last two frames: 4",
       MaxAndSkip::make},
      {"noop_reset", "idle for 1 to N steps after each reset: 30", NoopReset::make},
      {"repeat_action", "take each action N times and sum the rewards: 4", RepeatAction::make},
      {"rescale_action", "act between low,high instead of the environment's bounds: -1,1",
       RescaleAction::make},
      {"resize", "shrink pictures to HEIGHTxWIDTH by areas: 84x84", Resize::make},
      {"sticky_action", "repeat the last action with a probability: 0.25 | 0.25,low,high steps",
       StickyAction::make},
      {"time_aware", "observe the time too, in steps or as a fraction of the limit: steps | fraction",
       TimeAware::make},
  };
  WrapperRegistry registry;
  for (const WrapperEntry& entry : table) registry.add(entry);
  return registry;
}

WrappedEnv::WrappedEnv(std::unique_ptr<Env> outermost, TimeLimit& limit)
    : Wrapper(std::move(outermost)), limit_(&limit), stacked_frames_(frames_of(inner())) {}

int stacked_frames(const Env& env) {
  const auto* wrapped = dynamic_cast<const WrappedEnv*>(&env);
  return wrapped ? wrapped->stacked_frames() : 1;
}

WrappedEnv wrap(std::unique_ptr<Env> env, const Settings& wrappers, const WrapperRegistry& registry) {
  const std::string id = env->spec().id;
  auto limited = std::make_unique<TimeLimit>(std::move(env));
  TimeLimit& limit = *limited;
  std::unique_ptr<Env> outermost = std::move(limited);
  for (const auto& [name, value] : wrappers) {
    const WrapperEntry& entry = registry.find(name);
    try {
      outermost = entry.make(std::move(outermost), value);
    } catch (const Error& reason) {
      throw Error(id + ": wrapper " + name + " = \"" + value + "\": " + reason.what() + " (" + entry.summary +
                  ")");
    }
  }
  return {std::move(outermost), limit};
}

}  // namespace gymkhana
