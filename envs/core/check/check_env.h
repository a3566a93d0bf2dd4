// check_env: tries an environment hard, and tells its author what is wrong in sentences.
#pragma once

#include <string>
#include <vector>

#include "envs/core/registry.h"

namespace gymkhana {

/// Something that the author of an environment should know.
struct Finding {
  bool fault;        ///< false: a note, which may be as intended
  std::string rule;  ///< the rule that it breaks, as named in CheckReport::rules
  std::string text;  ///< a sentence: where (seed, episode, step, index), what, and how to mend it
};

/// What check_env found.
struct CheckReport {
  std::vector<std::string> rules;  ///< those that were tried, in order
  std::vector<Finding> findings;

  bool passed() const;                       ///< no faults; notes are fine
  bool kept(const std::string& rule) const;  ///< no fault under this rule
};

/// Plays several episodes of environment `id` with random actions and checks every promise of the contract
/// (env.h). Takes a second or so for a fast environment. Error only when the id, options or wrappers are
/// unknown.
CheckReport check_env(const EnvRegistry& registry, const std::string& id, const Settings& options = {},
                      const Settings& wrappers = {});

}  // namespace gymkhana
