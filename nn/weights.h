// Networks and optimisers in weight files, under names that PyTorch understands.
#pragma once

#include <string>

#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/safetensors.h"

namespace gymkhana {

/// One tensor per parameter, PREFIX0.weight and so on: torch.nn.Sequential's state_dict for an empty prefix.
template <class Scalar>
void save(TensorFile& file, const std::string& prefix, const Network<Scalar>& network);
/// Refuses, by Error with the tensor's name, what is missing or of another shape.
template <class Scalar>
void load(const TensorFile& file, const std::string& prefix, Network<Scalar>& network);

/// PREFIXexp_avg and so on, as flat arrays, and PREFIXstep.
template <class Scalar>
void save(TensorFile& file, const std::string& prefix, const Optimizer<Scalar>& optimizer);
template <class Scalar>
void load(const TensorFile& file, const std::string& prefix, Optimizer<Scalar>& optimizer);

}  // namespace gymkhana
