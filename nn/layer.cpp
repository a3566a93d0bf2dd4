// Sizes of parameters.
#include "nn/layer.h"

#include <functional>
#include <numeric>

namespace gymkhana {

Index ParameterPart::size() const {
  return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

}  // namespace gymkhana
