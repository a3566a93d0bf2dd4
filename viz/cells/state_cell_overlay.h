// Values and policy of environments whose observation is the number of a state, and that say where each state
// stands.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "viz/cells/cell_overlay.h"

namespace gymkhana::viz {

class StateCellOverlay final : public CellOverlay {
 public:
  /// `fits` says whether it may be.
  explicit StateCellOverlay(const Env& env);
  static bool fits(const Env& env);

  void visit(const Scene& scene) override;
  void update(const Agent& agent, Scene& scene) override;
  void new_weights() override { stale_.assign(stale_.size(), 1); }
  void draw(Canvas& canvas, const Scene& scene, double width, double height) const override;
  std::vector<std::string> legend() const override;

 private:
  int state_of(const Scene& scene) const { return scene.seen()[0].integers()[0] - first_; }

  int first_ = 0;                  // number of the first state
  std::vector<Insight> insights_;  // by state, empty until asked for
  std::vector<std::uint8_t> stale_;
  std::vector<std::int64_t> visits_;
  std::vector<Point> headings_;  // by action; (0, 0): not a move
};

/// The direction of a move by its name: "up", "north", "down-left", "up right"; (0, 0) for others.
Point heading_of(const std::string& action);

}  // namespace gymkhana::viz
