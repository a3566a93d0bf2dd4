#include "viz/cell_thoughts.h"

#include "viz/cells/state_thoughts.h"
#include "viz/cells/walker_thoughts.h"

namespace gymkhana::viz {

bool has_cells(const Env& world) {
  return StateThoughts::fits(world) || WalkerThoughts::fits(world);
}

std::unique_ptr<CellThoughts> cell_thoughts_for(const Env& world) {
  if (StateThoughts::fits(world)) return std::make_unique<StateThoughts>(world);
  if (WalkerThoughts::fits(world)) return std::make_unique<WalkerThoughts>(world);
  return nullptr;
}

}  // namespace gymkhana::viz
