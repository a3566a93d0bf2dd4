// First values of weights. Randomness comes in as a function, so that every stream stays its owner's.
#pragma once

#include <functional>

#include "nn/network.h"

namespace gymkhana {

using StandardNormal = std::function<double()>;  ///< mean 0, deviation 1
using UniformUnit = std::function<double()>;     ///< in [0, 1)

/// A weight as it lies in the parameters: outputs x inputs of each, row-major.
template <class Scalar>
using WeightMap = Eigen::Map<Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

/// gain * (rows or columns, whichever are fewer, orthonormal); Saxe et al. 2013, arXiv:1312.6120. The Q of a
/// matrix of normals with the signs of R's diagonal taken out, as torch.nn.init.orthogonal_.
template <class Scalar>
void orthogonal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal);

/// Kaiming: deviation gain / sqrt(inputs); He et al. 2015, arXiv:1502.01852. The uniform form has the same
/// variance.
template <class Scalar>
void kaiming_normal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal);
template <class Scalar>
void kaiming_uniform(WeightMap<Scalar> weight, double gain, const UniformUnit& uniform);

/// Xavier: deviation gain sqrt(2 / (inputs + outputs)); Glorot and Bengio 2010.
template <class Scalar>
void xavier_normal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal);
template <class Scalar>
void xavier_uniform(WeightMap<Scalar> weight, double gain, const UniformUnit& uniform);

inline constexpr double hidden_gain = 1.4142135623730951;  ///< sqrt(2), for layers before an activation
inline constexpr double policy_gain = 0.01;                ///< first policy: nearly uniform
inline constexpr double value_gain = 1.0;

/// Stable-Baselines3's scheme for actor-critics: orthogonal weights, `hidden_gain` for all dense layers and
/// convolutions but the last, which has `output_gain`; biases 0. All else keeps its values.
template <class Scalar>
void initialize_orthogonal(Network<Scalar>& network, double output_gain, const StandardNormal& normal);

/// torch.nn.Linear's and Conv2d's own: weights and biases uniform within 1 / sqrt(inputs). DQN and SAC start
/// like this.
template <class Scalar>
void initialize_like_torch(Network<Scalar>& network, const UniformUnit& uniform);

}  // namespace gymkhana
