// `list`: what there is to choose from.
#include <functional>
#include <iostream>

#include "base/error.h"
#include "experiments/settings/preset.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows env_rows(const Invocation& call) {
  Rows rows;
  for (const EnvEntry& entry : call.registry.envs.entries()) {
    const EnvInfo& info = entry.info;
    const std::string limit =
        info.max_episode_steps > 0 ? std::to_string(info.max_episode_steps) + " steps" : "";
    const std::string threshold = info.reward_threshold ? "solved at " + print(*info.reward_threshold) : "";
    rows.push_back({info.id, limit, threshold, info.summary});
  }
  return rows;
}

Rows agent_rows(const Invocation& call) {
  Rows rows;
  for (const AgentEntry& entry : call.registry.agents.entries()) rows.push_back({entry.name, entry.summary});
  return rows;
}

Rows preset_rows(const Invocation&) {
  Rows rows;
  for (const Preset& preset : standard_presets()) rows.push_back({preset.name, summary(preset)});
  return rows;
}

Rows wrapper_rows(const Invocation& call) {
  Rows rows;
  for (const WrapperEntry& entry : call.registry.envs.wrappers.entries())
    rows.push_back({entry.name, entry.summary});
  return rows;
}

struct Kind {
  std::string name;
  std::string use;  // how what is listed is used
  Rows (*rows)(const Invocation&);
};

const std::vector<Kind> kKinds = {
    {"envs", "--env ID, options as --env.NAME VALUE", env_rows},
    {"agents", "--algo NAME, settings as --KEY VALUE", agent_rows},
    {"presets", "train NAME", preset_rows},
    {"wrappers", "--wrappers.NAME VALUE", wrapper_rows},
};

}  // namespace

int list(const Invocation& call) {
  set_fields({}, "list", call.line.flags);
  const std::string wanted = call.line.words.empty() ? "" : only_word(call, "what to list");
  std::vector<std::string> names;
  bool found = wanted.empty();
  for (const Kind& kind : kKinds) {
    names.push_back(kind.name);
    if (!wanted.empty() && wanted != kind.name) continue;
    found = true;
    std::cout << kind.name << " (" << kind.use << ")\n" << columns(kind.rows(call)) << "\n";
  }
  if (!found) throw unknown_word("thing to list", wanted, names);
  return 0;
}

}  // namespace gymkhana::verbs
