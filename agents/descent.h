// Steps of an optimiser along one flat gradient of named parts.
#pragma once

#include <string>
#include <vector>

#include "envs/core/workers.h"
#include "nn/optimizer.h"
#include "nn/safetensors.h"

namespace gymkhana {

/// A part of a flat array of parameters, such as one network's.
struct ParameterSpan {
  std::string name;
  Index first, size;
};

/// One optimiser for all parts. Parts are stepped and measured one after another, whatever lies between them.
class Descent {
 public:
  Descent(const OptimizerConfig& config, std::vector<ParameterSpan> parts, Index parameters);

  /// Scales the gradient down to the Euclidean norm `max_norm`, if it is longer, and steps along it. Returns
  /// the norm before; if that is not finite, nothing changes.
  float step(WorkerTeam& team, VectorRef<float> parameters, Vector<float>& gradient, double learning_rate,
             double max_norm);

  /// As optimizer.PART.exp_avg and so on.
  void save(TensorFile& file) const;
  void load(const TensorFile& file);

 private:
  float norm(const Vector<float>& gradient) const;

  struct Block {
    Index first, size;
  };

  std::vector<ParameterSpan> parts_;
  std::vector<Block> blocks_;  // of all parts; none reaches from one into the next
  Optimizer<float> optimizer_;
};

}  // namespace gymkhana
