// Values and policy of environments whose walker has a front: the agent's judgement of each
// cell, looking each way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "envs/core/shown/stances.h"
#include "viz/cells/cell_overlay.h"

namespace gymkhana::viz {

/// A cell's quarters are coloured by the values of looking that way; an arrow is how probable it is to go
/// on that way when one looks there.
class WalkerCellOverlay final : public CellOverlay {
 public:
  /// `fits` says whether it may be.
  explicit WalkerCellOverlay(const Env& env);
  static bool fits(const Env& env);

  void visit(const Scene& scene) override;
  void update(const Agent& agent, Scene& scene) override;
  void new_weights() override { stale_ = true; }
  void draw(Canvas& canvas, const Scene& scene, double width, double height) const override;
  std::vector<std::string> legend() const override;

 private:
  struct StanceInsight {
    Stance stance;
    double value = 0;    // kUnknown where the agent tells none
    double forward = 0;  // probability of the step ahead
  };

  double probability_of_forward(const Insight& insight) const;

  std::size_t forward_;  // the action that steps ahead
  std::vector<std::byte> setting_;
  bool stale_ = true;
  std::vector<StanceInsight> insights_;  // of one cell after another
  std::map<int, std::int64_t> visits_;   // by cell
};

}  // namespace gymkhana::viz
