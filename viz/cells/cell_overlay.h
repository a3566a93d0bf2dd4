// Cell overlays: the agent's value and policy for every cell of a grid, and how often each was visited,
// drawn on the environment's picture (after Karpathy's REINFORCEjs, 2015).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "envs/core/picture/canvas.h"
#include "viz/scene.h"

namespace gymkhana::viz {

class CellOverlay {
 public:
  virtual ~CellOverlay() = default;

  /// Counts a visit of where the scene stands.
  virtual void visit(const Scene& scene) = 0;
  /// Asks the agent about every cell that the environment shows now; again only when something has changed.
  virtual void update(const Agent& agent, Scene& scene) = 0;
  virtual void new_weights() = 0;
  /// Draws on the environment's own picture: call right after env.draw(canvas). `width` and `height` of the
  /// canvas in points tell whether there is room for numbers.
  virtual void draw(Canvas& canvas, const Scene& scene, double width, double height) const = 0;
  /// What all that means, line by line.
  virtual std::vector<std::string> legend() const = 0;
};

bool has_cells(const Env& env);
/// For environments that say where their states stand, or their walkers could; null for others.
std::unique_ptr<CellOverlay> cell_overlay_for(const Env& env);

}  // namespace gymkhana::viz
