// What an agent thinks of every cell of a world of cells: values, policy arrows and visits, drawn on its
// picture (after Karpathy's REINFORCEjs, 2015).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "envs/core/canvas.h"

namespace gymkhana::viz {

class CellThoughts {
 public:
  /// For a world that tells where its states stand, outside of wrappers; `fits` says whether it does.
  explicit CellThoughts(const Env& world);
  static bool fits(const Env& world);

  /// Counts a visit of what `seen` shows.
  void visit(const ObservationBatch& seen);
  /// Asks the agent about every cell that the world shows now; again only after new_weights().
  void consult(const Agent& agent, const Env& world);
  void new_weights() { stale_.assign(stale_.size(), 1); }

  /// Draws on the world's own picture: call right after world.draw(canvas). `width` and `height` of the
  /// canvas in points tell whether there is room for numbers.
  void draw(Canvas& canvas, const Env& world, const ObservationBatch& seen, double width,
            double height) const;

 private:
  /// All that there is to show now.
  struct Survey {
    double low = 0, high = 0;   // of the values
    double right = 1, top = 1;  // edges of the outermost cells
  };

  Survey survey(const Env& world) const;
  void draw_arrows(Canvas& canvas, Point centre, const Insight& insight) const;
  void draw_numbers(Canvas& canvas, Point centre, int state, bool with_value) const;

  int first_ = 0;                  // number of the first state
  std::vector<Insight> thoughts_;  // by state, empty until asked for
  std::vector<std::uint8_t> stale_;
  std::vector<std::int64_t> visits_;
  std::vector<Point> headings_;  // by action; (0, 0): not a move
};

/// The direction of a move by its name: "up", "north", "down-left"; (0, 0) for others.
Point heading_of(const std::string& action);

}  // namespace gymkhana::viz
