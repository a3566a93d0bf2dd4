// First values of weights, drawn row by row.
#include "nn/init.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace gymkhana {
namespace {

template <class Scalar>
void fill_normal(WeightMap<Scalar>& weight, double deviation, const StandardNormal& normal) {
  for (Index i = 0; i < weight.size(); ++i) weight.data()[i] = static_cast<Scalar>(deviation * normal());
}

template <class Scalar>
void fill_uniform(Scalar* values, Index count, double bound, const UniformUnit& uniform) {
  for (Index i = 0; i < count; ++i) values[i] = static_cast<Scalar>(bound * (2 * uniform() - 1));
}

template <class Scalar>
double kaiming_deviation(const WeightMap<Scalar>& weight, double gain) {
  return gain / std::sqrt(static_cast<double>(weight.cols()));
}

template <class Scalar>
double xavier_deviation(const WeightMap<Scalar>& weight, double gain) {
  return gain * std::sqrt(2.0 / static_cast<double>(weight.rows() + weight.cols()));
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Gram and Schmidt's way to the Q of a QR decomposition whose R has a positive diagonal. Each column is
// cleared of the others twice, which leaves no more than rounding ("twice is enough", Giraud et al. 2005).
void orthonormalize(std::vector<std::vector<double>>& columns) {
  for (std::size_t j = 0; j < columns.size(); ++j) {
    std::vector<double>& column = columns[j];
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t k = 0; k < j; ++k) {
        const double share = dot(columns[k], column);
        for (std::size_t i = 0; i < column.size(); ++i) column[i] -= share * columns[k][i];
      }
    }
    const double length = std::sqrt(dot(column, column));
    for (double& value : column) value /= length;
  }
}

// A uniform number in [-b, b) has the deviation b / sqrt(3).
const double bound_per_deviation = std::sqrt(3.0);

/// A matrix among a network's parameters; its bias follows it.
struct WeightPlace {
  Index offset, outputs, inputs;

  Index bias() const { return offset + outputs * inputs; }
};

std::vector<WeightPlace> weights_of(const std::vector<NamedParameter>& parameters) {
  std::vector<WeightPlace> places;
  for (const NamedParameter& each : parameters)
    if (each.name.ends_with("weight") && each.shape.size() > 1)
      places.push_back({each.offset, each.shape[0], each.size / each.shape[0]});
  return places;
}

}  // namespace

template <class Scalar>
void orthogonal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal) {
  const bool wide = weight.rows() < weight.cols();
  const Index longer = std::max(weight.rows(), weight.cols()),
              shorter = std::min(weight.rows(), weight.cols());
  std::vector<std::vector<double>> columns(shorter, std::vector<double>(longer));
  for (Index i = 0; i < longer; ++i)
    for (Index j = 0; j < shorter; ++j) columns[j][i] = normal();
  orthonormalize(columns);
  for (Index i = 0; i < longer; ++i)
    for (Index j = 0; j < shorter; ++j) {
      Scalar& entry = wide ? weight(j, i) : weight(i, j);
      entry = static_cast<Scalar>(gain * columns[j][i]);
    }
}

template <class Scalar>
void kaiming_normal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal) {
  fill_normal(weight, kaiming_deviation(weight, gain), normal);
}

template <class Scalar>
void kaiming_uniform(WeightMap<Scalar> weight, double gain, const UniformUnit& uniform) {
  fill_uniform(weight.data(), weight.size(), bound_per_deviation * kaiming_deviation(weight, gain), uniform);
}

template <class Scalar>
void xavier_normal(WeightMap<Scalar> weight, double gain, const StandardNormal& normal) {
  fill_normal(weight, xavier_deviation(weight, gain), normal);
}

template <class Scalar>
void xavier_uniform(WeightMap<Scalar> weight, double gain, const UniformUnit& uniform) {
  fill_uniform(weight.data(), weight.size(), bound_per_deviation * xavier_deviation(weight, gain), uniform);
}

template <class Scalar>
void initialize_orthogonal(Network<Scalar>& network, double output_gain, const StandardNormal& normal) {
  const std::vector<WeightPlace> places = weights_of(network.named_parameters());
  for (const WeightPlace& place : places) {
    Scalar* weight = network.mutable_parameters().data() + place.offset;
    orthogonal<Scalar>({weight, place.outputs, place.inputs},
                       &place == &places.back() ? output_gain : hidden_gain, normal);
    network.mutable_parameters().segment(place.bias(), place.outputs).setZero();
  }
  network.pack();
}

template <class Scalar>
void initialize_like_torch(Network<Scalar>& network, const UniformUnit& uniform) {
  for (const WeightPlace& place : weights_of(network.named_parameters())) {
    const double bound = 1 / std::sqrt(static_cast<double>(place.inputs));
    fill_uniform(network.mutable_parameters().data() + place.offset, (place.inputs + 1) * place.outputs,
                 bound, uniform);
  }
  network.pack();
}

template void orthogonal(WeightMap<float>, double, const StandardNormal&);
template void orthogonal(WeightMap<double>, double, const StandardNormal&);
template void kaiming_normal(WeightMap<float>, double, const StandardNormal&);
template void kaiming_normal(WeightMap<double>, double, const StandardNormal&);
template void kaiming_uniform(WeightMap<float>, double, const UniformUnit&);
template void kaiming_uniform(WeightMap<double>, double, const UniformUnit&);
template void xavier_normal(WeightMap<float>, double, const StandardNormal&);
template void xavier_normal(WeightMap<double>, double, const StandardNormal&);
template void xavier_uniform(WeightMap<float>, double, const UniformUnit&);
template void xavier_uniform(WeightMap<double>, double, const UniformUnit&);
template void initialize_orthogonal(Network<float>&, double, const StandardNormal&);
template void initialize_orthogonal(Network<double>&, double, const StandardNormal&);
template void initialize_like_torch(Network<float>&, const UniformUnit&);
template void initialize_like_torch(Network<double>&, const UniformUnit&);

}  // namespace gymkhana
