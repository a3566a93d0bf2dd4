#include "experiments/trace/trace.h"

#include <array>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/json_text.h"
#include "envs/driving/car_racing.h"
#include "experiments/trace/observation_json.h"

namespace gymkhana {
namespace {

ActionBatch to_batch(const Space& space, const std::vector<std::vector<double>>& actions,
                     const std::string& origin) {
  ActionBatch batch(space, static_cast<int>(actions.size()));
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const std::string place = "\"" + origin + "\", step " + std::to_string(i) + ": ";
    const int slot = static_cast<int>(i);
    if (static_cast<int>(actions[i].size()) != batch.width()) {
      throw Error(place + "the action has " + std::to_string(actions[i].size()) + " numbers; " +
                  to_string(space) + " wants " + std::to_string(batch.width()));
    }
    for (int k = 0; k < batch.width(); ++k) {
      const double value = actions[i][k];
      if (batch.continuous()) {
        batch.values(slot)[k] = static_cast<float>(value);
      } else if (value != std::trunc(value)) {
        throw Error(place + "action " + json_number(value) + " is no whole number; the environment wants " +
                    to_string(space));
      } else if (std::abs(value) > std::numeric_limits<std::int32_t>::max()) {
        throw Error(place + "action " + json_number(value) + " is not in " + to_string(space));
      } else {
        batch.indices(slot)[k] = static_cast<std::int32_t>(value);
      }
    }
    try {
      check_action(space, batch[slot]);
    } catch (const Error& reason) {
      throw Error(place + reason.what());
    }
  }
  return batch;
}

std::string action_json(ActionBatch& actions, const Space& space, int i) {
  if (std::holds_alternative<Discrete>(space)) return std::to_string(actions.index(i));
  std::string out = "[";
  for (int k = 0; k < actions.width(); ++k) {
    out += k > 0 ? "," : "";
    out += actions.continuous() ? json_number(actions.values(i)[k]) : std::to_string(actions.indices(i)[k]);
  }
  return out + "]";
}

// The options given, with the types that their fields have.
std::string kwargs_json(const EnvEntry& entry, const Settings& options) {
  std::string out;
  entry.describe(entry.info, [&](const Fields& fields) {
    for (const auto& [name, value] : options) {
      for (const Field& field : fields) {
        if (field.name != name) continue;
        Fields one{field};
        set_field(one, entry.info.id, name, value);
        const std::string plain = field.get();
        const std::string text = field.type == "float"  ? json_number(std::stod(plain))
                                 : field.type == "text" ? json_string(plain)
                                 : field.type == "list" ? "[" + plain + "]"
                                                        : plain;
        out += (out.empty() ? "" : ",") + json_string(name) + ":" + text;
      }
    }
  });
  return "{" + out + "}";
}

std::string wrappers_json(const Settings& wrappers) {
  std::string out;
  for (const auto& [name, value] : wrappers) {
    out += (out.empty() ? "[" : ",[") + json_string(name) + "," + json_string(value) + "]";
  }
  return out.empty() ? "" : ",\"wrappers\":[" + out + "]";
}

// What every trace begins with.
std::string head_json(const EnvRegistry& envs, const TraceRequest& request) {
  return "{\"env\":" + json_string(request.env) +
         ",\"kwargs\":" + kwargs_json(envs.find(request.env), request.options) +
         wrappers_json(request.wrappers) + ",\"runs\":[";
}

std::string flag(bool value) {
  return value ? "true" : "false";
}

std::string run_json(Batch& env, const RecordedRun& run, const TraceRequest& request, BitsAs bits) {
  const EnvSpec& spec = env.spec();
  ActionBatch actions = to_batch(spec.action, run.actions, request.origin);
  ObservationBatch now(spec.observation, 1);
  const auto shown = [&](const ObservationBatch& seen) {
    return request.observations ? observation_json(spec.observation, seen, 0, bits) : "null";
  };
  env.reset(std::array{run.seed}, now);
  std::string out = "{\"seed\":" + std::to_string(run.seed) + ",\"reset_obs\":" + shown(now) + ",\"steps\":[";
  for (int i = 0; i < actions.slots(); ++i) {
    std::array<double, 1> reward{};
    std::array<std::uint8_t, 1> terminated{}, truncated{};
    env.step(actions, i, now, 0, {reward, terminated, truncated});
    const bool ended = terminated[0] || truncated[0];
    const ObservationBatch& seen = ended ? env.final_observations() : now;
    out += (i > 0 ? ",[" : "[") + action_json(actions, spec.action, i) + "," + shown(seen) + "," +
           json_number(reward[0]) + "," + flag(terminated[0]) + "," + flag(truncated[0]) + "]";
    if (ended) out += ",[\"reset\"," + shown(now) + "]";
  }
  return out + "]}";
}

}  // namespace

std::string trace_json(const EnvRegistry& envs, const TraceRequest& request) {
  std::string out = head_json(envs, request);
  for (std::size_t i = 0; i < request.runs.size(); ++i) {
    const std::unique_ptr<Batch> env = envs.make_batch(request.env, 1, request.options, request.wrappers);
    // MinAtar's pictures are sparse bits, and recorded as such.
    const BitsAs bits = request.env.starts_with("MinAtar/") ? BitsAs::indices_of_ones : BitsAs::numbers;
    out += (i > 0 ? "," : "") + run_json(*env, request.runs[i], request, bits);
  }
  return out + "]}";
}

std::string track_json(const EnvRegistry& envs, const TraceRequest& request) {
  const std::unique_ptr<Env> env = envs.make(request.env, request.options);
  auto* const racing = dynamic_cast<CarRacing*>(env.get());
  if (!racing) throw Error(request.env + " has no track; CarRacing-v3 and Gymkhana/CarTraffic-v0 have one");
  std::string out = head_json(envs, request);
  for (std::size_t i = 0; i < request.runs.size(); ++i) {
    Rng rng(request.runs[i].seed);
    racing->reset(rng, {});
    const Track& track = racing->race().track();
    out += (i > 0 ? ",{\"seed\":" : "{\"seed\":") + std::to_string(request.runs[i].seed) +
           ",\"tiles\":" + std::to_string(track.size()) + ",\"track\":[";
    for (int k = 0; k < track.size(); ++k) {
      const Tile& tile = track.tile(k);
      out += (k > 0 ? ",[" : "[") + json_number(tile.alpha) + "," + json_number(tile.beta) + "," +
             json_number(tile.x) + "," + json_number(tile.y) + "]";
    }
    out += "]}";
  }
  return out + "]}";
}

}  // namespace gymkhana
