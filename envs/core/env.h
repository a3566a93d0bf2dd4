// The contract of every environment: reset, step, draw, save.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "envs/core/action.h"
#include "envs/core/archive.h"
#include "envs/core/observation.h"
#include "envs/core/random/rng.h"
#include "envs/core/space.h"

namespace gymkhana {

class Canvas;
class TransitionTable;

/// What one step gives besides the observation. The two ways to end are never merged: a terminated episode is
/// over (its future is worth 0), a truncated one was merely stopped (its future is not).
struct Step {
  double reward = 0;
  bool terminated = false;
  bool truncated = false;
};

/// Which of numpy's generators an environment draws from.
enum class Generator : std::uint8_t { pcg64, mt19937 };

/// A key for people: the keyboard key ("left", "a"; "" while none is pressed) and the action it takes.
struct Key {
  std::string key;
  std::vector<float> action;  ///< an index, or the values of a Box: what several keys add to no key adds up
};

/// What is known of an environment before it runs.
struct EnvSpec {
  // By the environment itself:
  Space observation;
  Space action;
  int render_fps = 30;  ///< pictures per second of real time
  Generator generator = Generator::pcg64;
  std::vector<std::string> action_names = {};  ///< of Discrete actions, or of a Box's numbers
  std::vector<std::string> info = {};  ///< names of the numbers that info() fills: "is_success", "lives"
  bool action_mask = false;            ///< whether action_mask() says which actions are of use
  std::vector<Key> keys = {};          ///< how a person plays it

  // By its line in the registry:
  std::string id = {};
  int max_episode_steps = 0;                    ///< the batch truncates after so many steps; 0: no limit
  std::optional<double> reward_threshold = {};  ///< the mean return that counts as solved
};

/// An environment. Environments are `final` classes, copyable where possible; they own no generator: the
/// slot's is passed in.
class Env {
 public:
  virtual ~Env() = default;

  const EnvSpec& spec() const { return *spec_; }

  /// Starts an episode and writes its first observation.
  virtual void reset(Rng& rng, Observation observation) = 0;
  /// Takes one step and writes what is seen after it. Not to be called on an episode that has ended.
  virtual Step step(const Action& action, Rng& rng, Observation observation) = 0;
  /// Draws the present state. Environments without a picture keep this one, which draws nothing.
  virtual void draw(Canvas& canvas) const;
  /// Names everything that the next step or reset depends on (the generator aside).
  virtual void serialize(Archive& archive) = 0;
  /// Fills the numbers that spec().info names.
  virtual void info(std::span<float> values) const;
  /// Writes 1 for each Discrete action that is of use now, else 0; only where spec().action_mask.
  virtual void action_mask(std::span<std::uint8_t> mask) const;
  /// The environment's rules as a table, where it is finite and shows its state (see transition_table.h);
  /// else null.
  virtual const TransitionTable* transitions() const { return nullptr; }

  /// Replaces the spec: how the registry adds id and limits, and wrappers their spaces.
  void set_spec(EnvSpec spec) { spec_ = std::make_shared<const EnvSpec>(std::move(spec)); }

 protected:
  explicit Env(EnvSpec spec) : spec_(std::make_shared<const EnvSpec>(std::move(spec))) {}
  Env(const Env&) = default;
  Env(Env&&) = default;
  Env& operator=(const Env&) = default;
  Env& operator=(Env&&) = default;

 private:
  std::shared_ptr<const EnvSpec> spec_;  // shared by the copies in a batch
};

}  // namespace gymkhana
