// C51: the return as a distribution over fixed values (Bellemare et al. 2017, "A Distributional Perspective
// on Reinforcement Learning", arXiv:1707.06887).
//
//   z_i    = v_min + i dz, dz = (v_max - v_min) / (n_atoms - 1)
//   p_i    = softmax of the action's outputs
//   m      = the target's distribution at clip(r + gamma z_j, v_min, v_max), each share split between the
//            two atoms beside it in proportion to nearness (algorithm 1)
//   L      = - sum_i m_i log p_i(s, a);   Q(s, a) = sum_i z_i p_i(s, a)
//
// Everything else is DQN's (dqn.h), what differs from the paper, too. Priorities are the Kullback-Leibler
// divergence of p from m, as in Rainbow.
#pragma once

#include <vector>

#include "agents/deep_q/dqn.h"

namespace gymkhana {

struct C51Config : DqnConfig {
  double v_min = -10;
  double v_max = 10;
  int n_atoms = 51;
};

class CategoricalReturn final : public Distribution {
 public:
  /// Error unless v_min < v_max.
  CategoricalReturn(double v_min, double v_max, int atoms);

  Index atoms() const override { return static_cast<Index>(values_.size()); }
  void means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const override;
  void mean_slope(std::span<const float> outputs, std::span<float> slope) const override;
  double loss(const QTargets& targets, QSlopes slopes) const override;

  /// The target m, for probabilities p of the atoms of what follows; all of atoms() numbers.
  void project(std::span<const float> p, float reward, float discount, std::span<float> m) const;

 private:
  std::vector<float> values_;  // z
  float low_, high_, distance_;
};

class C51 final : public ReplayAgent {
 public:
  using Config = C51Config;
  static Fields fields(Config& config);

  C51(const AgentSetup& setup, const Config& config);
};

}  // namespace gymkhana
