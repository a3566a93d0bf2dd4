#include "envs/core/registry.h"

#include <algorithm>

#include "base/error.h"
#include "envs/core/wrappers/wrap.h"

namespace gymkhana {

void EnvRegistry::add(EnvEntry entry) {
  const auto same = [&](const EnvEntry& known) { return known.info.id == entry.info.id; };
  if (std::any_of(entries_.begin(), entries_.end(), same)) {
    throw Error("env \"" + entry.info.id + "\" is registered already; give the new one another id");
  }
  entries_.push_back(std::move(entry));
}

std::vector<std::string> EnvRegistry::ids() const {
  std::vector<std::string> ids;
  for (const EnvEntry& entry : entries_) ids.push_back(entry.info.id);
  return ids;
}

const EnvEntry& EnvRegistry::find(const std::string& id) const {
  for (const EnvEntry& entry : entries_) {
    if (entry.info.id == id) return entry;
  }
  throw unknown_word("env", id, ids());
}

std::unique_ptr<Env> EnvRegistry::make(const std::string& id, const Settings& options,
                                       const Settings& wrapping) const {
  const EnvEntry& entry = find(id);
  std::unique_ptr<Env> env = entry.make(entry.info, options);
  if (wrapping.empty()) return env;
  return std::make_unique<WrappedEnv>(wrap(std::move(env), wrapping, wrappers));
}

std::unique_ptr<Batch> EnvRegistry::make_batch(const std::string& id, int slots, const Settings& options,
                                               const Settings& wrapping) const {
  const EnvEntry& entry = find(id);
  if (wrapping.empty()) return entry.make_batch(entry.info, options, slots);
  std::vector<WrappedEnv> envs;
  for (int i = 0; i < slots; ++i) envs.push_back(wrap(entry.make(entry.info, options), wrapping, wrappers));
  return std::make_unique<TypedBatch<WrappedEnv>>(std::move(envs));
}

namespace detail {

void set_options(Fields& fields, const EnvInfo& info, const Settings& options) {
  for (const auto& [name, value] : info.defaults) set_field(fields, info.id, name, value);
  for (const auto& [name, value] : options) set_field(fields, info.id, name, value);
}

EnvSpec complete(EnvSpec spec, const EnvInfo& info) {
  spec.id = info.id;
  spec.max_episode_steps = info.max_episode_steps;
  spec.reward_threshold = info.reward_threshold;
  return spec;
}

}  // namespace detail

}  // namespace gymkhana
