// Settings that the agents share, and schedules as settings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "envs/core/space.h"
#include "nn/bodies.h"
#include "nn/schedule.h"

namespace gymkhana {

/// The body of a network, up to its last layer.
struct NetConfig {
  std::string net = "mlp";
  std::vector<int> net_arch = {64, 64};
  std::string activation_fn = "tanh";
  bool layer_norm = false;
};

/// The networks of actor and critic.
struct PolicyConfig : NetConfig {
  bool share_features_extractor = false;
  std::string distribution = "gaussian";
  double log_std_init = 0;
  bool ortho_init = true;
};

/// "gamma", marked as the agent's discount per step.
Field discount_field(double& gamma, std::string help = "discount per step");

/// "policy.net" and so on.
Fields net_fields(NetConfig& config);
Fields policy_fields(PolicyConfig& config);

/// The body for observations that are encoded as `inputs` numbers. Error when a net for pictures is asked to
/// look at something else.
BodyPlan body_plan(const NetConfig& config, const Space& observation, Index inputs);

// Schedules as settings, written as nn/schedule.h says: "0.0003" stays, "lin_0.0003" falls to 0 over the run.
void parse(const std::string& text, Schedule& value);
std::string print(const Schedule& value);
inline std::string type_name(const Schedule&) {
  return "schedule";
}

/// Where schedules stand: 1 at the start of a run of `total_steps`, 0 at its end and beyond; always 1 without
/// an end (0).
double progress_remaining(std::int64_t steps, std::int64_t total_steps);

/// Error naming the setting unless the schedule stays in [0, 1].
void check_share(const std::string& name, const Schedule& value);

}  // namespace gymkhana
