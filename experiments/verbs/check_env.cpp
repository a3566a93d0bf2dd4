// `check-env`: tries an environment hard and tells its author what is wrong.
#include "envs/core/check/check_env.h"

#include <iostream>

#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {

int check_env(const Invocation& call) {
  const std::string& env = only_word(call, "an env id");
  Settings flags = call.line.flags;
  const Settings options = split_off(flags, "env.");
  const Settings wrappers = split_off(flags, "wrappers.");
  set_fields({}, "check-env", flags);

  const CheckReport report = gymkhana::check_env(call.registry.envs, env, options, wrappers);
  for (const std::string& rule : report.rules) {
    std::cout << (report.kept(rule) ? "  ok     " : "  FAULT  ") << rule << "\n";
    for (const Finding& finding : report.findings) {
      if (finding.rule == rule)
        std::cout << "           " << (finding.fault ? "" : "note: ") << finding.text << "\n";
    }
  }
  std::cout << env
            << (report.passed() ? " keeps every rule\n"
                                : " breaks the rules above; mend them in its source\n");
  return report.passed() ? 0 : 1;
}

std::string check_env_keys(const Invocation& call) {
  if (call.line.words.empty()) return "";
  return describe_options(call.registry.envs.find(call.line.words[0]));
}

}  // namespace gymkhana::verbs
