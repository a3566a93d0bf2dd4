// QR-DQN: the return as quantiles (Dabney et al. 2018, "Distributional Reinforcement Learning with Quantile
// Regression", arXiv:1710.10044).
//
//   theta_i(s, a)  the quantile at tau_i = (i + 1/2) / N;   Q(s, a) = mean of theta_i(s, a)
//   T_j            = r + gamma theta_j(s', a*)
//   L              = sum_i mean_j |tau_i - [T_j < theta_i]| huber(T_j - theta_i)                (equation 10)
//
// Everything else is DQN's (dqn.h), what differs from the paper, too. Priorities are |mean T - Q|.
#pragma once

#include "agents/deep_q/dqn.h"

namespace gymkhana {

struct QrDqnConfig : DqnConfig {
  int n_quantiles = 200;
};

class QuantileReturn final : public Distribution {
 public:
  explicit QuantileReturn(int quantiles) : quantiles_(quantiles) {}

  Index atoms() const override { return quantiles_; }
  void means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const override;
  double loss(const QTargets& targets, QSlopes slopes) const override;

 private:
  Index quantiles_;
};

class QrDqn final : public ReplayAgent {
 public:
  using Config = QrDqnConfig;
  static Fields fields(Config& config);

  QrDqn(const AgentSetup& setup, const Config& config)
      : ReplayAgent(setup, "qrdqn", config, std::make_shared<QuantileReturn>(config.n_quantiles)) {}
};

}  // namespace gymkhana
