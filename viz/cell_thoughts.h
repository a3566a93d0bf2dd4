// What an agent thinks of every cell of a world of cells: values, policy arrows and visits, drawn on its
// picture (after Karpathy's REINFORCEjs, 2015).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "envs/core/picture/canvas.h"
#include "viz/scene.h"

namespace gymkhana::viz {

class CellThoughts {
 public:
  virtual ~CellThoughts() = default;

  /// Counts a visit of where the scene stands.
  virtual void visit(const Scene& scene) = 0;
  /// Asks the agent about every cell that the world shows now; again only when something has changed.
  virtual void consult(const Agent& agent, Scene& scene) = 0;
  virtual void new_weights() = 0;
  /// Draws on the world's own picture: call right after world.draw(canvas). `width` and `height` of the
  /// canvas in points tell whether there is room for numbers.
  virtual void draw(Canvas& canvas, const Scene& scene, double width, double height) const = 0;
  /// What all that means, line by line.
  virtual std::vector<std::string> legend() const = 0;
};

bool has_cells(const Env& world);
/// For worlds that say where their states stand, or their walkers could; null for others.
std::unique_ptr<CellThoughts> cell_thoughts_for(const Env& world);

}  // namespace gymkhana::viz
