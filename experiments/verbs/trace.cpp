// `trace`: what an environment returns for a list of actions, and whether a recording can be played again.
#include "experiments/trace/trace.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "experiments/trace/trace_check.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {
namespace {

struct TraceOptions {
  std::int64_t seed = -1;
  std::string actions;
  bool track = false;
};

Fields fields(TraceOptions& options) {
  return {
      field("seed", options.seed,
            "as in reset(seed=...); -1: 0, or all runs of a recording with their own seeds", at_least(-1)),
      field("actions", options.actions,
            "JSON list of actions, or a recording: its actions and, unless flags differ, its options"),
      field("track", options.track,
            "print the road of a driving environment instead; stands alone, without a value")};
}

// With a seed, a recording's runs of that seed; where nothing is compared, a single run plays under any.
std::vector<RecordedRun> chosen_runs(const Recording& recording, const TraceOptions& options, bool compare) {
  if (options.seed < 0) return recording.runs;
  const auto seed = static_cast<std::uint64_t>(options.seed);
  std::string seeds;
  std::vector<RecordedRun> chosen;
  for (const RecordedRun& run : recording.runs) {
    if (run.seed == seed) chosen.push_back(run);
    seeds += " " + std::to_string(run.seed);
  }
  if (!chosen.empty()) return chosen;
  if (recording.runs.size() == 1 && !compare) return {{seed, recording.runs[0].actions}};
  throw Error("\"" + options.actions + "\" has no run of seed " + std::to_string(seed) +
              "; its seeds are:" + seeds);
}

Settings override_settings(Settings settings, const Settings& by) {
  for (const auto& [name, value] : by) {
    std::erase_if(settings, [&name = name](const auto& setting) { return setting.first == name; });
    settings.emplace_back(name, value);
  }
  return settings;
}

// The recording's actions in its environment, or in the one that flags make of it.
void fill(TraceRequest& request, const Recording& recording, const TraceOptions& options,
          const Settings& given, bool compare) {
  request.options = override_settings(recording.options, given);
  if (request.wrappers.empty()) request.wrappers = recording.wrappers;
  request.origin = options.actions;
  request.runs = chosen_runs(recording, options, compare);
}

// Plays a recording again and says whether all went as recorded.
int check(const Invocation& call, const std::string& path) {
  TraceRequest request;
  Settings flags = call.line.flags;
  const Settings given = split_off(flags, "env.");
  request.wrappers = split_off(flags, "wrappers.");
  TraceOptions options{.actions = path};
  set_fields({field("seed", options.seed, "only the runs of this seed", at_least(-1))}, "trace FILE", flags);
  const Recording recording = read_recording(path);
  if (recording.env.empty()) {
    throw Error("\"" + path + "\" is a plain list of actions; give its environment: trace ENV --actions " +
                path);
  }
  request.env = recording.env;
  fill(request, recording, options, given, true);
  const Replay replayed = replay(call.registry.envs, request);
  const std::string what = counted(replayed.episodes, "episode") + " and " + counted(replayed.steps, "step") +
                           " of " + request.env + " agree";
  if (replayed.difference.empty()) {
    std::cout << path << ": all " << what << "\n";
    return 0;
  }
  std::cout << path << ": " << what << ", then it goes another way: " << replayed.difference << "\n";
  return 1;
}

}  // namespace

int trace(const Invocation& call) {
  TraceRequest request{.env = only_word(call, "an env id, or a recording")};
  if (request.env.ends_with(".json") || std::filesystem::is_regular_file(request.env))
    return check(call, request.env);
  Settings flags = call.line.flags;
  const Settings given = split_off(flags, "env.");
  request.wrappers = split_off(flags, "wrappers.");
  TraceOptions options;
  set_fields(fields(options), "trace", flags);
  call.registry.envs.find(request.env);
  if (options.track) {
    if (!options.actions.empty()) throw Error("--track and --actions exclude each other; keep one");
    request.options = given;
    request.runs = {{.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(options.seed, 0))}};
    std::cout << track_json(call.registry.envs, request) << "\n";
    return 0;
  }
  if (options.actions.empty())
    throw Error("trace needs --actions FILE, a JSON list of actions such as [0, 1, 1]");

  const Recording recording = read_recording(options.actions);
  if (!recording.env.empty() && recording.env != request.env) {
    throw Error("\"" + options.actions + "\" was recorded in " + recording.env + "; trace that");
  }
  fill(request, recording, options, given, false);
  std::cout << trace_json(call.registry.envs, request) << "\n";
  return 0;
}

std::string trace_keys(const Invocation& call) {
  TraceOptions options;
  std::string text = describe_fields("Settings", fields(options));
  if (call.line.words.empty() || std::filesystem::is_regular_file(call.line.words[0])) return text;
  return text + describe_options(call.registry.envs.find(call.line.words[0]));
}

}  // namespace gymkhana::verbs
