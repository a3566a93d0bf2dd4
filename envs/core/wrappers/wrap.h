// Wrappers by name, as presets and the command line compose them: `[wrappers] frame_stack = 4`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// A line in the table of wrappers.
struct WrapperEntry {
  std::string name;     ///< "frame_stack"
  std::string summary;  ///< one line: what it does, what its value means
  /// Puts the wrapper around a world; `value` is what stands after the "=". Error when value or world do not
  /// fit.
  std::function<std::unique_ptr<Env>(std::unique_ptr<Env> inner, const std::string& value)> make;
};

/// The wrappers that fit many worlds.
const std::vector<WrapperEntry>& general_wrappers();
/// All wrappers that live in a slot: these and those of single rooms. (Normalisation keeps one statistic for
/// all slots and is the encoder's.)
const std::vector<WrapperEntry>& standard_wrappers();

/// A world inside its wrappers, as one concrete type for batches.
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

/// Puts `wrappers` around `world`, the first nearest to it; an unknown name is an Error that names the
/// nearest.
WrappedEnv wrap(std::unique_ptr<Env> world, const Settings& wrappers);

}  // namespace gymkhana
