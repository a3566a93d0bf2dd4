// Follows a run by its files, whether another process trains it right now or it ended long ago.
#pragma once

#include <filesystem>
#include <string>

#include "experiments/run/run_directory.h"
#include "viz/feed.h"

namespace gymkhana {

/// Weights: the best ones of a run that is complete, else the newest that it has saved. A damaged file is
/// passed over for the weights shown before; Error when there are none. Curves: progress.csv.
class RunFollower final : public viz::Feed {
 public:
  explicit RunFollower(RunDirectory directory) : directory_(std::move(directory)) {}

  std::unique_ptr<viz::Weights> newer_weights() override;
  void extend(viz::TrainingCurves& curves) override;
  std::string state() const override;

 private:
  RunDirectory directory_;
  std::filesystem::path seen_;  // the file of the last weights
  std::filesystem::file_time_type seen_at_;
  bool damaged_ = false;     // the newest file
  std::uintmax_t read_ = 0;  // bytes of progress.csv when it was read last
  std::size_t rows_ = 0;     // of it that are in the curves
};

}  // namespace gymkhana
