#include "viz/hands.h"

#include <algorithm>

namespace gymkhana::viz {

Hands::Hands(const EnvSpec& spec) : space_(spec.action), keys_(spec.keys), action_(spec.action, 1) {
  idle_ = find("");
}

const Key* Hands::find(const std::string& key) const {
  const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const Key& k) { return k.key == key; });
  return found == keys_.end() ? nullptr : &*found;
}

bool Hands::knows(const std::string& key) const {
  return !key.empty() && find(key) != nullptr;
}

void Hands::press(const std::string& key) {
  const Key* pressed = find(key);
  if (!pressed) return;
  const bool held = std::find(held_.begin(), held_.end(), pressed) != held_.end();
  if (!held) held_.push_back(pressed);
  if (!held || waits()) tapped_.push_back(pressed);
}

void Hands::release_all() {
  held_.clear();
  tapped_.clear();
}

void Hands::release(const std::string& key) {
  std::erase(held_, find(key));
}

std::optional<Action> Hands::take() {
  std::vector<const Key*> keys = held_.empty() ? tapped_ : held_;
  tapped_.clear();
  if (keys.empty() && idle_) keys = {idle_};
  if (keys.empty()) return std::nullopt;
  return combine(keys);
}

std::optional<Action> Hands::take_tap() {
  if (tapped_.empty()) return std::nullopt;
  const Key* first = tapped_.front();
  tapped_.erase(tapped_.begin());
  return combine({first});
}

Action Hands::combine(const std::vector<const Key*>& keys) {
  const std::vector<float>& last = keys.back()->action;
  if (!action_.continuous()) {
    std::copy(last.begin(), last.end(), action_.indices(0).begin());
    return action_[0];
  }
  const auto& box = std::get<Box>(space_);
  for (int i = 0; i < action_.width(); ++i) {
    float sum = 0;
    for (const Key* key : keys) sum += key->action[i];
    action_.values(0)[i] = std::clamp(sum, low_of(box, i), high_of(box, i));
  }
  return action_[0];
}

std::vector<std::string> Hands::keys() const {
  std::vector<std::string> keys;
  for (const Key& key : keys_) {
    if (!key.key.empty()) keys.push_back(key.key);
  }
  return keys;
}

std::string Hands::names() const {
  std::string names;
  for (const std::string& key : keys()) names += (names.empty() ? "" : ", ") + key;
  return names;
}

}  // namespace gymkhana::viz
