// Networks of action values: a body, and a last layer of one value, or one distribution, per action.
#pragma once

#include "agents/config.h"
#include "envs/core/env.h"
#include "envs/core/random/rng.h"
#include "nn/network.h"

namespace gymkhana {

struct QNetConfig : NetConfig {
  QNetConfig() { activation_fn = "relu"; }

  bool dueling = false;
  bool noisy = false;
};

Fields q_net_fields(QNetConfig& config);

/// The actions of an environment; Error, by the algorithm's name, unless they are Discrete.
Discrete q_actions(const EnvSpec& spec, const char* algorithm);

/// From `inputs` encoded numbers to actions x atoms outputs, an action's atoms side by side; first weights as
/// PyTorch's.
Network<float> make_q_network(const QNetConfig& config, const EnvSpec& spec, Index inputs, Index atoms,
                              Rng& rng);

}  // namespace gymkhana
