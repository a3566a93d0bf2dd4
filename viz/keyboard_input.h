// From pressed keys to the action that the environment's keys stand for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "envs/core/env.h"
#include "viz/commands.h"

namespace gymkhana::viz {

class KeyboardInput {
 public:
  explicit KeyboardInput(const EnvSpec& spec);
  KeyboardInput(const KeyboardInput&) = delete;
  KeyboardInput& operator=(const KeyboardInput&) = delete;

  /// Whether `key` plays this environment.
  bool knows(const std::string& key) const;
  /// In an environment that waits, a held key that the keyboard repeats counts again.
  void press(const std::string& key);
  void release(const std::string& key);
  void release_all();

  /// Whether the environment stands still until a key is pressed.
  bool waits() const { return !idle_; }
  /// What to do now, of keys held or tapped since the last call; nothing when the environment waits for a
  /// key. Of whole-number actions the key pressed last counts; the numbers of a Box add up, within its
  /// bounds.
  std::optional<Action> take();
  /// The same for an environment that waits, one stroke after another; keys that are only held do not count.
  std::optional<Action> take_tap();

  /// The keys that play it.
  std::vector<std::string> keys() const;
  /// "left, right, space", for the headline.
  std::string names() const;
  /// Keys and what they do: "left", "turn left". Keys with one meaning share a line.
  std::vector<HelpLine> meanings() const;

 private:
  const Key* find(const std::string& key) const;
  std::string meaning_of(const Key& key) const;
  Action combine(const std::vector<const Key*>& keys);
  /// Of a Box's number while no key is pressed.
  float idle_value(int number) const;

  Space space_;
  std::vector<std::string> action_names_;
  std::vector<Key> keys_;
  const Key* idle_ = nullptr;
  std::vector<const Key*> held_, tapped_;  // in order of pressing
  ActionBatch action_;
};

}  // namespace gymkhana::viz
