#include "experiments/settings/flags.h"

#include <algorithm>

namespace gymkhana {

bool given(const Settings& flags, const std::string& name) {
  return std::ranges::any_of(flags, [&](const auto& flag) { return flag.first == name; });
}

Settings split_off(Settings& flags, const std::string& prefix) {
  Settings taken, left;
  for (auto& [key, value] : flags) {
    if (key.starts_with(prefix)) {
      taken.emplace_back(key.substr(prefix.size()), value);
    } else {
      left.emplace_back(key, value);
    }
  }
  flags = std::move(left);
  return taken;
}

void take_fields(Settings& flags, Fields fields, const std::string& owner) {
  Settings left;
  for (const auto& [key, value] : flags) {
    const auto named = [&key = key](const Field& field) { return field.name == key; };
    if (std::any_of(fields.begin(), fields.end(), named)) {
      set_field(fields, owner, key, value);
    } else {
      left.emplace_back(key, value);
    }
  }
  flags = std::move(left);
}

void set_fields(Fields fields, const std::string& owner, const Settings& flags) {
  for (const auto& [key, value] : flags) set_field(fields, owner, key, value);
}

}  // namespace gymkhana
