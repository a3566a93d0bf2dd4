#include "agents/deep_q/q_network.h"

#include "base/error.h"
#include "nn/init.h"

namespace gymkhana {

Fields q_net_fields(QNetConfig& config) {
  Fields fields = net_fields(config);
  fields.push_back(field(
      "dueling", config.dueling,
      "learn the state's value and the actions' advantages apart, in the last layer (Wang et al. 2016)"));
  fields.push_back(field("noisy", config.noisy,
                         "explore by learned noise in the last layer's weights, instead of epsilon or "
                         "besides (Fortunato et al. 2018)"));
  return fields;
}

Discrete q_actions(const EnvSpec& spec, const char* algorithm) {
  if (const auto* actions = std::get_if<Discrete>(&spec.action)) return *actions;
  throw Error(std::string(algorithm) + " chooses among Discrete actions; " +
              (spec.id.empty() ? "this environment" : spec.id) + " takes " + to_string(spec.action) +
              (std::holds_alternative<MultiDiscrete>(spec.action)
                   ? ": leave \"multi\" out of discretize_action"
                   : ": use ppo, or put discretize_action under [wrappers]"));
}

Network<float> make_q_network(const QNetConfig& config, const EnvSpec& spec, Index inputs, Index atoms,
                              Rng& rng) {
  const Index actions = std::get<Discrete>(spec.action).n;
  std::vector<Layer> layers = make_body(body_plan(config, spec.observation, inputs));
  const Index features = features_of(layers, inputs);
  const Index outputs = (actions + (config.dueling ? 1 : 0)) * atoms;
  if (config.noisy) {
    layers.push_back(NoisyDense{features, outputs});
  } else {
    layers.push_back(Dense{features, outputs});
  }
  if (config.dueling) layers.push_back(Dueling{actions, atoms});
  Network<float> network(std::move(layers));
  initialize_like_torch(network, [&rng] { return rng.random(); });
  network.draw_noise([&rng] { return rng.standard_normal(); });
  return network;
}

}  // namespace gymkhana
