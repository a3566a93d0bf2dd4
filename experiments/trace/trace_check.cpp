#include "experiments/trace/trace_check.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {
namespace {

using nlohmann::json;

bool agree(const json& recorded, const json& now) {
  if (recorded.is_number() && now.is_number()) {
    const double a = recorded, b = now;
    return a == b || std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(a));
  }
  if (!recorded.is_structured() || recorded.type() != now.type()) return recorded == now;
  return std::equal(recorded.begin(), recorded.end(), now.begin(), now.end(), agree);
}

// null stands for an observation that was not recorded.
bool same_sight(const json& recorded, const json& now) {
  return recorded.is_null() || agree(recorded, now);
}

bool is_reset(const json& step) {
  return step.at(0) == "reset";
}

// What of a step, or of a reset among the steps, is not as recorded; empty: nothing.
std::string difference(const json& recorded, const json& now) {
  if (is_reset(recorded) != is_reset(now)) return is_reset(now) ? "its episode ends" : "its episode goes on";
  if (!same_sight(recorded.at(1), now.at(1))) return "another observation";
  if (is_reset(now)) return "";
  static constexpr std::array names = {"reward", "\"terminated\"", "\"truncated\""};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const json &then = recorded.at(i + 2), &here = now.at(i + 2);
    if (!agree(then, here)) return std::string(names[i]) + " " + here.dump() + " instead of " + then.dump();
  }
  return "";
}

// Adds what agrees to `replay`; returns where the first difference is.
std::string compare(const json& recorded, const json& now, Replay& replay) {
  if (!same_sight(recorded.value("reset_obs", json()), now.at("reset_obs")))
    return "reset: another observation";
  const json &then = recorded.at("steps"), &here = now.at("steps");
  int step = 0;
  bool within = false;  // an episode
  for (std::size_t i = 0; i < std::min(then.size(), here.size()); ++i) {
    const std::string what = difference(then[i], here[i]);
    if (!what.empty()) return "step " + std::to_string(step) + ": " + what;
    within = !is_reset(here[i]);
    replay.episodes += !within;
    step += within;
    replay.steps += within;
  }
  replay.episodes += within;
  return "";
}

// `all`: the recorded runs, of which the request plays some, in their order.
Replay replay_against(const json& all, const EnvRegistry& envs, const TraceRequest& request) {
  Replay result;
  std::size_t next = 0;
  for (const RecordedRun& run : request.runs) {
    TraceRequest one = request;
    one.runs = {run};
    const json now = json::parse(trace_json(envs, one)).at("runs").at(0);
    while (all.at(next).at("seed") != run.seed) ++next;
    const std::string where = compare(all.at(next++), now, result);
    if (where.empty()) continue;
    result.difference = "run " + std::to_string(next) + " (seed " + std::to_string(run.seed) + "), " + where;
    break;
  }
  return result;
}

}  // namespace

Replay replay(const EnvRegistry& envs, const TraceRequest& request) {
  const json recording = json::parse(read_file(request.origin));
  try {
    return replay_against(recording.at("runs"), envs, request);
  } catch (const json::exception&) {
    throw Error("\"" + request.origin +
                "\" has steps that are not [action, observation, reward, terminated, truncated]");
  }
}

}  // namespace gymkhana
