#include "agents/config.h"

#include <stdexcept>

#include "envs/core/error.h"
#include "nn/activation.h"

namespace gymkhana {

Fields policy_fields(PolicyConfig& config) {
  return {
      field("policy.net_arch", config.net_arch, "widths of the hidden layers, of actor and critic each"),
      choice("policy.activation_fn", config.activation_fn, {"tanh", "relu", "silu", "gelu"},
             "what stands between the layers"),
      field("policy.log_std_init", config.log_std_init,
            "Gaussian policies: logarithm of the first standard deviation, in action units", between(-20, 5)),
      field("policy.ortho_init", config.ortho_init,
            "orthogonal first weights (gain sqrt 2; policy 0.01, value 1) instead of torch.nn.Linear's"),
  };
}

void parse(const std::string& text, Schedule& value) {
  try {
    value = Schedule::parse(text);
  } catch (const std::invalid_argument& reason) {
    throw Error(reason.what());
  }
  for (const double end : {value(0), value(1)}) check_range(end, at_least(0));
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
