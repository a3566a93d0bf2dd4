#include "agents/config.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "nn/activation.h"

namespace gymkhana {

namespace {

/// The size of pictures of bytes, {height, width, channels}; empty for all else.
PictureSize picture_of(const Space& space) {
  const auto* box = std::get_if<Box>(&space);
  if (!box || box->shape.size() != 3) return {};
  return {box->shape[0], box->shape[1], box->shape[2]};
}

}  // namespace

Field discount_field(double& gamma, std::string help) {
  Field discount = field("gamma", gamma, std::move(help), between(0, 1));
  discount.discount = true;
  return discount;
}

Fields net_fields(NetConfig& config) {
  return {
      choice("policy.net", config.net, {"mlp", "minatar", "compact", "nips", "nature", "impala"},
             "the network's body: dense layers, or convolutions for pictures"),
      field("policy.net_arch", config.net_arch,
            "mlp: widths of the hidden layers, of each network; the other nets have their own",
            between(1, 65536)),
      choice("policy.activation_fn", config.activation_fn, {"tanh", "relu", "silu", "gelu"},
             "what stands between the layers"),
      field("policy.layer_norm", config.layer_norm, "normalise each layer's sums before its activation"),
  };
}

Fields policy_fields(PolicyConfig& config) {
  Fields fields = net_fields(config);
  fields.push_back(
      field("policy.share_features_extractor", config.share_features_extractor,
            "one body for actor and critic, each with a last layer of its own: half the arithmetic"));
  fields.push_back(
      choice("policy.distribution", config.distribution, {"gaussian", "beta"},
             "of actions that are numbers: normals cut to the bounds, or betas, which never leave them"));
  fields.push_back(field("policy.log_std_init", config.log_std_init,
                         "Gaussian policies: logarithm of the first standard deviation, in action units",
                         between(-20, 5)));
  fields.push_back(
      field("policy.ortho_init", config.ortho_init,
            "orthogonal first weights (gain sqrt 2; policy 0.01, value 1) instead of torch.nn.Linear's"));
  return fields;
}

BodyPlan body_plan(const NetConfig& config, const Space& observation, Index inputs) {
  BodyPlan plan{.net = config.net,
                .inputs = inputs,
                .picture = picture_of(observation),
                .hidden = {config.net_arch.begin(), config.net_arch.end()},
                .activation = parse_activation(config.activation_fn),
                .layer_norm = config.layer_norm};
  if (config.net != "mlp" && plan.picture.size() != inputs)
    throw Error("policy.net = " + config.net + " looks at pictures {height, width, channels}, not at " +
                to_string(observation) + ": use policy.net = mlp");
  return plan;
}

void parse(const std::string& text, Schedule& value) {
  value = Schedule::parse(text);
  for (const double end : {value(0), value(1)}) check_range(end, at_least(0));
}

double progress_remaining(std::int64_t steps, std::int64_t total_steps) {
  if (total_steps <= 0) return 1;
  return std::max(0.0, 1 - static_cast<double>(steps) / static_cast<double>(total_steps));
}

void check_share(const std::string& name, const Schedule& value) {
  for (const double end : {value(0), value(1)}) {
    if (end < 0 || end > 1) throw Error(name + " = \"" + value.text() + "\": must stay in [0, 1]");
  }
}

std::string print(const Schedule& value) {
  return value.text();
}

}  // namespace gymkhana
