// Networks and optimisers in weight files.
#include "nn/weights.h"

#include <span>

namespace gymkhana {

template <class Scalar>
void save(TensorFile& file, const std::string& prefix, const Network<Scalar>& network) {
  for (const NamedParameter& each : network.named_parameters())
    file.put(prefix + each.name,
             std::span<const Scalar>(network.parameters().data() + each.offset, each.size),
             TensorShape(each.shape.begin(), each.shape.end()));
}

template <class Scalar>
void load(const TensorFile& file, const std::string& prefix, Network<Scalar>& network) {
  for (const NamedParameter& each : network.named_parameters())
    file.read(prefix + each.name,
              std::span<Scalar>(network.mutable_parameters().data() + each.offset, each.size),
              TensorShape(each.shape.begin(), each.shape.end()));
  network.pack();
}

template <class Scalar>
void save(TensorFile& file, const std::string& prefix, const Optimizer<Scalar>& optimizer) {
  for (const auto& slot : optimizer.slots())
    file.put(prefix + slot.name, std::span<const Scalar>(slot.values.data(), slot.values.size()));
  const std::int64_t steps = optimizer.steps();
  file.put(prefix + "step", std::span(&steps, 1));
}

template <class Scalar>
void load(const TensorFile& file, const std::string& prefix, Optimizer<Scalar>& optimizer) {
  for (auto& slot : optimizer.slots())
    file.read(prefix + slot.name, std::span<Scalar>(slot.values.data(), slot.values.size()));
  std::int64_t steps = 0;
  file.read(prefix + "step", std::span(&steps, 1));
  optimizer.set_steps(steps);
}

template void save(TensorFile&, const std::string&, const Network<float>&);
template void save(TensorFile&, const std::string&, const Network<double>&);
template void load(const TensorFile&, const std::string&, Network<float>&);
template void load(const TensorFile&, const std::string&, Network<double>&);
template void save(TensorFile&, const std::string&, const Optimizer<float>&);
template void save(TensorFile&, const std::string&, const Optimizer<double>&);
template void load(const TensorFile&, const std::string&, Optimizer<float>&);
template void load(const TensorFile&, const std::string&, Optimizer<double>&);

}  // namespace gymkhana
