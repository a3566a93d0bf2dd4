// Wrappers as presets and the command line compose them: `[wrappers] frame_stack = 4`.
#pragma once

#include <memory>

#include "envs/core/fields.h"
#include "envs/core/wrappers/wrapper.h"
#include "envs/core/wrappers/wrapper_registry.h"

namespace gymkhana {

/// An environment inside its wrappers, as one concrete type for batches.
class WrappedEnv final : public Wrapper {
 public:
  /// `limit` is the TimeLimit at the heart of `outermost`.
  WrappedEnv(std::unique_ptr<Env> outermost, TimeLimit& limit);
  const EpisodeClock& clock() const { return limit_->clock(); }
  int stacked_frames() const { return stacked_frames_; }

 private:
  TimeLimit* limit_;
  int stacked_frames_;
};

/// How many observations one of `env` is a stack of: those of frame_stack where that is the outermost
/// wrapper, else 1, because what is done to a stack may make it something else than the last few
/// observations.
int stacked_frames(const Env& env);

/// Puts `wrappers`, names of `registry` and their values, around `env`, the first nearest to it.
WrappedEnv wrap(std::unique_ptr<Env> env, const Settings& wrappers, const WrapperRegistry& registry);

}  // namespace gymkhana
