#include "viz/cells/cell_overlay.h"

#include "viz/cells/state_cell_overlay.h"
#include "viz/cells/walker_cell_overlay.h"

namespace gymkhana::viz {

bool has_cells(const Env& env) {
  return StateCellOverlay::fits(env) || WalkerCellOverlay::fits(env);
}

std::unique_ptr<CellOverlay> cell_overlay_for(const Env& env) {
  if (StateCellOverlay::fits(env)) return std::make_unique<StateCellOverlay>(env);
  if (WalkerCellOverlay::fits(env)) return std::make_unique<WalkerCellOverlay>(env);
  return nullptr;
}

}  // namespace gymkhana::viz
