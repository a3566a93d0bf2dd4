#include "viz/keyboard_input.h"

#include <algorithm>

namespace gymkhana::viz {

KeyboardInput::KeyboardInput(const EnvSpec& spec)
    : space_(spec.action), action_names_(spec.action_names), keys_(spec.keys), action_(spec.action, 1) {
  idle_ = find("");
}

const Key* KeyboardInput::find(const std::string& key) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const Key& k) { return k.key == key; });
  return found == keys_.end() ? nullptr : &*found;
}

bool KeyboardInput::knows(const std::string& key) const {
  return !key.empty() && find(key) != nullptr;
}

void KeyboardInput::press(const std::string& key) {
  const Key* pressed = find(key);
  if (!pressed) return;
  const bool held = std::find(held_.begin(), held_.end(), pressed) != held_.end();
  if (!held) held_.push_back(pressed);
  if (!held || waits()) tapped_.push_back(pressed);
}

void KeyboardInput::release_all() {
  held_.clear();
  tapped_.clear();
}

void KeyboardInput::release(const std::string& key) {
  std::erase(held_, find(key));
}

std::optional<Action> KeyboardInput::take() {
  std::vector<const Key*> keys = held_.empty() ? tapped_ : held_;
  tapped_.clear();
  if (keys.empty() && idle_) keys = {idle_};
  if (keys.empty()) return std::nullopt;
  return combine(keys);
}

std::optional<Action> KeyboardInput::take_tap() {
  if (tapped_.empty()) return std::nullopt;
  const Key* first = tapped_.front();
  tapped_.erase(tapped_.begin());
  return combine({first});
}

Action KeyboardInput::combine(const std::vector<const Key*>& keys) {
  const std::vector<float>& last = keys.back()->action;
  if (!action_.continuous()) {
    std::copy(last.begin(), last.end(), action_.indices(0).begin());
    return action_[0];
  }
  const auto& box = std::get<Box>(space_);
  for (int i = 0; i < action_.width(); ++i) {
    const float idle = idle_value(i);
    float sum = idle;
    for (const Key* key : keys) sum += key->action[i] - idle;
    action_.values(0)[i] = std::clamp(sum, low_of(box, i), high_of(box, i));
  }
  return action_[0];
}

float KeyboardInput::idle_value(int number) const {
  return idle_ ? idle_->action[number] : 0;
}

std::vector<std::string> KeyboardInput::keys() const {
  std::vector<std::string> keys;
  for (const Key& key : keys_) {
    if (!key.key.empty()) keys.push_back(key.key);
  }
  return keys;
}

std::string KeyboardInput::names() const {
  std::string names;
  for (const std::string& key : keys()) names += (names.empty() ? "" : ", ") + key;
  return names;
}

// By the names of actions; of a Box's numbers those that the key moves, up or down.
std::string KeyboardInput::meaning_of(const Key& key) const {
  const auto name = [&](std::size_t i) {
    return i < action_names_.size() ? action_names_[i] : "action " + std::to_string(i);
  };
  if (std::holds_alternative<Discrete>(space_)) {
    return name(static_cast<std::size_t>(key.action[0]) - std::get<Discrete>(space_).start);
  }
  std::string meaning;
  for (std::size_t i = 0; i < key.action.size(); ++i) {
    const float push = key.action[i] - idle_value(static_cast<int>(i));
    if (push == 0) continue;
    meaning += (meaning.empty() ? "" : ", ") + name(i) + (push > 0 ? " +" : " -");
  }
  return meaning;
}

std::vector<HelpLine> KeyboardInput::meanings() const {
  std::vector<HelpLine> lines;
  for (const Key& key : keys_) {
    if (key.key.empty()) continue;
    const std::string meaning = meaning_of(key);
    const auto same = std::ranges::find(lines, meaning, &HelpLine::meaning);
    if (same == lines.end()) {
      lines.push_back({key.key, meaning});
    } else {
      same->keys += ", " + key.key;
    }
  }
  return lines;
}

}  // namespace gymkhana::viz
