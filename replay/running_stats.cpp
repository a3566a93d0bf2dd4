#include "replay/running_stats.h"

namespace gymkhana {

template <class T>
void RunningMeanStd::update(std::span<const T> vectors) {
  const std::size_t width = mean_.size();
  const std::size_t count = vectors.size() / width;
  const double n = static_cast<double>(count);
  if (n == 0) return;
  const double total = count_ + n;
  for (std::size_t i = 0; i < width; ++i) {
    double sum = 0, squares = 0;
    for (std::size_t k = i; k < vectors.size(); k += width) sum += vectors[k];
    const double mean = sum / n;
    for (std::size_t k = i; k < vectors.size(); k += width) {
      squares += (vectors[k] - mean) * (vectors[k] - mean);
    }
    const double delta = mean - mean_[i];
    variance_[i] = (variance_[i] * count_ + squares + delta * delta * count_ * n / total) / total;
    mean_[i] += delta * n / total;
  }
  count_ = total;
}

template void RunningMeanStd::update(std::span<const float>);
template void RunningMeanStd::update(std::span<const double>);

}  // namespace gymkhana
