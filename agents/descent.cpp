#include "agents/descent.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "agents/minibatch.h"

namespace gymkhana {

Descent::Descent(const OptimizerConfig& config, std::vector<ParameterSpan> parts, Index parameters)
    : parts_(std::move(parts)), optimizer_(config, parameters) {
  for (const ParameterSpan& part : parts_)
    for (Index k = 0; k < part.size; k += kParameterBlock)
      blocks_.push_back({part.first + k, std::min(kParameterBlock, part.size - k)});
}

float Descent::norm(const Vector<float>& gradient) const {
  float squares = 0;
  for (const ParameterSpan& part : parts_) squares += gradient.segment(part.first, part.size).squaredNorm();
  return std::sqrt(squares);
}

float Descent::step(WorkerTeam& team, VectorRef<float> parameters, Vector<float>& gradient,
                    double learning_rate, double max_norm) {
  const float length = norm(gradient), scale = clip_scale(length, static_cast<float>(max_norm));
  if (!std::isfinite(length)) return length;
  optimizer_.begin_step();
  for_each_parameter_block(team, static_cast<int>(blocks_.size()), [&](int k) {
    const auto [first, size] = blocks_[k];
    auto own = gradient.segment(first, size);
    if (scale < 1) own *= scale;
    optimizer_.step_range(first, parameters.segment(first, size), own, learning_rate);
  });
  return length;
}

void Descent::save(TensorFile& file) const {
  for (const ParameterSpan& part : parts_) {
    const std::string prefix = "optimizer." + part.name + ".";
    for (const auto& slot : optimizer_.slots())
      file.put(prefix + slot.name, std::span(slot.values.data() + part.first, part.size));
    const std::int64_t steps = optimizer_.steps();
    file.put(prefix + "step", std::span(&steps, 1));
  }
}

void Descent::load(const TensorFile& file) {
  for (const ParameterSpan& part : parts_) {
    const std::string prefix = "optimizer." + part.name + ".";
    for (auto& slot : optimizer_.slots())
      file.read(prefix + slot.name, std::span(slot.values.data() + part.first, part.size));
    std::int64_t steps = 0;
    file.read(prefix + "step", std::span(&steps, 1));
    optimizer_.set_steps(steps);
  }
}

}  // namespace gymkhana
