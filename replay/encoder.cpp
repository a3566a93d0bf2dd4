#include "replay/encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "base/error.h"

namespace gymkhana {
namespace {

std::vector<float> upper_bounds(const Box& box, int size) {
  std::vector<float> bounds(size);
  for (int i = 0; i < size; ++i) bounds[i] = high_of(box, i);
  return bounds;
}

}  // namespace

Encoder::Encoder(const Space& space, const EncoderConfig& config) : config_(config) {
  const std::vector<Part> leaves = parts(space);
  for (int i = 0; i < static_cast<int>(leaves.size()); ++i) {
    pieces_.push_back(make_piece(leaves[i], i));
    size_ += pieces_.back().rows;
  }
  const bool one_float_part = pieces_.size() == 1 && pieces_[0].kind == Kind::floats;
  passes_through_ = one_float_part && !config.normalize_observation;
  statistics_ = RunningMeanStd(size_);
  refresh();
}

Encoder::Piece Encoder::make_piece(const Part& part, int index) const {
  Piece piece{Kind::floats, index, part.size, size_, part.size};
  if (const auto* box = std::get_if<Box>(part.space)) {
    if (box->dtype == DType::uint8) {
      piece.kind = Kind::bytes;
      piece.high = upper_bounds(*box, part.size);
      std::replace(piece.high.begin(), piece.high.end(), 0.f, 1.f);  // of a byte that is always 0
    }
  } else if (const auto* discrete = std::get_if<Discrete>(part.space)) {
    piece.kind = Kind::one_hot;
    piece.rows = discrete->n;
    piece.offset = {-discrete->start};
  } else if (const auto* multi = std::get_if<MultiDiscrete>(part.space)) {
    piece.kind = Kind::one_hot;
    piece.rows = std::accumulate(multi->n.begin(), multi->n.end(), 0);
    piece.offset.resize(part.size);
    std::exclusive_scan(multi->n.begin(), multi->n.end(), piece.offset.begin(), 0);
  } else if (std::holds_alternative<MultiBinary>(*part.space)) {
    piece.kind = Kind::bits;
  } else {
    throw Error("observation" + (part.name.empty() ? "" : " \"" + part.name + "\"") + " is " +
                to_string(*part.space) +
                ", which no network reads; put a wrapper that makes numbers of it under [wrappers]");
  }
  return piece;
}

void Encoder::encode(const ObservationBatch& observations, int slot, float* column) const {
  const Observation observation = observations[slot];
  for (const Piece& piece : pieces_) {
    float* out = column + piece.first_row;
    switch (piece.kind) {
      case Kind::floats:
        std::memcpy(out, observation.floats(piece.part).data(), piece.numbers * sizeof(float));
        break;
      case Kind::bytes: {
        const std::uint8_t* bytes = observation.bytes(piece.part).data();
        for (int k = 0; k < piece.numbers; ++k) out[k] = static_cast<float>(bytes[k]) / piece.high[k];
        break;
      }
      case Kind::one_hot: {
        const std::int32_t* values = observation.integers(piece.part).data();
        std::fill_n(out, piece.rows, 0.f);
        for (int k = 0; k < piece.numbers; ++k) out[piece.offset[k] + values[k]] = 1;
        break;
      }
      case Kind::bits: {
        const std::uint8_t* bits = observation.bytes(piece.part).data();
        for (int k = 0; k < piece.numbers; ++k) out[k] = bits[k] ? 1.f : 0.f;
        break;
      }
    }
  }
}

void Encoder::normalize(float* column) const {
  const float limit = config_.clip_observation;
  for (int i = 0; i < size_; ++i) {
    column[i] = std::clamp((column[i] - mean_[i]) * scale_[i], -limit, limit);
  }
}

Encoder::Columns Encoder::columns(const ObservationBatch& observations, int first, int count,
                                  Matrix<float>& scratch) const {
  if (passes_through_) {
    return {observations.data<float>() + static_cast<std::ptrdiff_t>(first) * size_, size_, count};
  }
  if (scratch.rows() != size_ || scratch.cols() < count) scratch.resize(size_, count);
  for (int i = 0; i < count; ++i) {
    encode(observations, first + i, scratch.col(i).data());
    if (!mean_.empty()) normalize(scratch.col(i).data());
  }
  return {scratch.data(), size_, count};
}

void Encoder::gather(const ObservationBatch& observations, std::span<const int> slots,
                     Eigen::Ref<Matrix<float>> out) const {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    encode(observations, slots[i], out.col(i).data());
    if (!mean_.empty()) normalize(out.col(i).data());
  }
}

void Encoder::absorb(const Rollout& rollout) {
  if (!config_.normalize_observation) return;
  step_.resize(size_, rollout.slots);
  for (int t = 0; t < rollout.steps; ++t) {
    for (int i = 0; i < rollout.slots; ++i) {
      encode(rollout.observations, rollout.column(t, i), step_.col(i).data());
    }
    statistics_.update(std::span<const float>(step_.data(), step_.size()));
  }
  refresh();
}

bool Encoder::warm_up(const Rollout& rollout) {
  if (!config_.normalize_observation || statistics_.count() >= 1) return false;
  absorb(rollout);
  return true;
}

void Encoder::refresh() {
  if (!config_.normalize_observation) return;
  mean_.assign(size_, 0);
  scale_.assign(size_, 1);
  for (const Piece& piece : pieces_) {
    if (piece.kind == Kind::one_hot || piece.kind == Kind::bits) continue;  // 0 and 1 already
    for (int i = piece.first_row; i < piece.first_row + piece.rows; ++i) {
      mean_[i] = static_cast<float>(statistics_.mean()[i]);
      scale_[i] = static_cast<float>(1 / std::sqrt(statistics_.variance()[i] + config_.epsilon));
    }
  }
}

void Encoder::save(TensorFile& file, const std::string& prefix) const {
  if (!config_.normalize_observation) return;
  const double count = statistics_.count();
  file.put(prefix + "mean", statistics_.mean());
  file.put(prefix + "variance", statistics_.variance());
  file.put(prefix + "count", std::span(&count, 1));
}

void Encoder::load(const TensorFile& file, const std::string& prefix) {
  if (!config_.normalize_observation) return;
  std::vector<double> mean(size_), variance(size_), count(1);
  file.read(prefix + "mean", std::span(mean));
  file.read(prefix + "variance", std::span(variance));
  file.read(prefix + "count", std::span(count));
  statistics_ = RunningMeanStd(std::move(mean), std::move(variance), count[0]);
  refresh();
}

}  // namespace gymkhana
