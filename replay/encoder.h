// The network's door: raw observations of any space become columns of floats.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "envs/core/observation.h"
#include "envs/core/space.h"
#include "nn/matrix.h"
#include "nn/safetensors.h"
#include "replay/rollout.h"
#include "replay/running_stats.h"

namespace gymkhana {

struct EncoderConfig {
  bool normalize_observation = false;  ///< Boxes become (x - mean) / sqrt(variance + epsilon)
  float clip_observation = 10;         ///< normalised numbers are cut to [-clip, clip]
  float epsilon = 1e-8f;               ///< keeps constant numbers from dividing by zero
};

/// Stacks the parts of an observation, one below another: float32 as it is, uint8 divided by its upper bound
/// (255 for pictures), Discrete and MultiDiscrete one-hot, MultiBinary as 0 and 1. Const calls may run at
/// the same time on several threads.
class Encoder {
 public:
  /// Columns of floats that lie elsewhere.
  using Columns = Eigen::Map<const Matrix<float>>;

  /// Error for a Text part: a network reads numbers.
  explicit Encoder(const Space& space, const EncoderConfig& config = {});

  /// Floats per observation.
  int size() const { return size_; }
  /// Whether the numbers that the environments wrote are what the network gets.
  bool passes_through() const { return passes_through_; }

  /// The columns of slots first .. first + count - 1: the batch's own buffer where nothing needs to change,
  /// else encoded into `scratch`, which grows as needed.
  Columns columns(const ObservationBatch& observations, int first, int count, Matrix<float>& scratch) const;
  /// The columns of the slots listed, written to out, which is size() x slots.size().
  void gather(const ObservationBatch& observations, std::span<const int> slots,
              Eigen::Ref<Matrix<float>> out) const;

  /// Takes rows 0 .. T-1 of the rollout into the statistics, step by step. Between two calls the encoding
  /// does not change: on-policy agents learn with the one that they acted with.
  void absorb(const Rollout& rollout);
  /// Before anything is learned from a rollout: takes in the very first one, so that learning never sees
  /// observations that are not normalised. Whether it did; such a rollout is not absorbed again.
  bool warm_up(const Rollout& rollout);

  /// The statistics as PREFIXmean, PREFIXvariance and PREFIXcount, where observations are normalised.
  void save(TensorFile& file, const std::string& prefix) const;
  /// Refuses by the tensor's name what is missing or of another size.
  void load(const TensorFile& file, const std::string& prefix);

 private:
  enum class Kind { floats, bytes, one_hot, bits };
  /// How one part is encoded: `numbers` of it become `rows` rows from `first_row` on.
  struct Piece {
    Kind kind;
    int part, numbers, first_row, rows;
    std::vector<float> high = {};  // bytes: upper bounds
    std::vector<int> offset = {};  // one_hot: value v of number k sets row first_row + offset[k] + v
  };

  Piece make_piece(const Part& part, int index) const;
  void encode(const ObservationBatch& observations, int slot, float* column) const;
  void normalize(float* column) const;
  void refresh();

  EncoderConfig config_;
  std::vector<Piece> pieces_;
  int size_ = 0;
  bool passes_through_ = false;
  RunningMeanStd statistics_;
  Matrix<float> step_;               // scratch of absorb()
  std::vector<float> mean_, scale_;  // what normalize() applies to each row; empty when it has nothing to do
};

}  // namespace gymkhana
