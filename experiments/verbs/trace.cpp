// `trace`: what a world returns for a list of actions.
#include "experiments/trace.h"

#include <iostream>

#include "envs/core/error.h"
#include "experiments/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {
namespace {

struct Options {
  std::int64_t seed = -1;
  std::string actions;
};

Fields fields(Options& options) {
  return {field("seed", options.seed, "as in reset(seed=...); -1: the recording's own seed, else 0",
                at_least(-1)),
          field("actions", options.actions, "JSON list of actions, or a recording whose actions are used")};
}

}  // namespace

int trace(const Invocation& call) {
  TraceRequest request{.env = only_word(call, "an env id")};
  Settings flags = call.line.flags;
  request.options = split_off(flags, "env.");
  request.wrappers = split_off(flags, "wrappers.");
  Options options;
  set_fields(fields(options), "trace", flags);
  call.registry.envs.find(request.env);
  if (options.actions.empty())
    throw Error("trace needs --actions FILE, a JSON list of actions such as [0, 1, 1]");

  TraceActions recorded = read_actions(options.actions);
  request.actions = std::move(recorded.actions);
  request.seed = options.seed >= 0 ? static_cast<std::uint64_t>(options.seed) : recorded.seed.value_or(0);
  std::cout << trace_json(call.registry.envs, request) << "\n";
  return 0;
}

std::string trace_keys(const Invocation& call) {
  Options options;
  std::string text = describe_fields("Settings", fields(options));
  if (call.line.words.empty()) return text;
  const std::string& env = call.line.words[0];
  call.registry.envs.find(env).describe(
      [&](const Fields& own) { text += describe_fields("Options of " + env, own, "env."); });
  return text;
}

}  // namespace gymkhana::verbs
