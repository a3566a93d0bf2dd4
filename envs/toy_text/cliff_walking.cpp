#include "envs/toy_text/cliff_walking.h"

#include <algorithm>
#include <array>

#include "envs/core/picture/cell_picture.h"
#include "envs/core/shared_table.h"

namespace gymkhana {
namespace {

constexpr int kRows = 4, kColumns = 12;
constexpr int kStart = 3 * kColumns, kGoal = 4 * kColumns - 1;

bool is_cliff(int state) {
  return state > kStart && state < kGoal;
}

Transition move(int state, int direction, double probability) {
  constexpr std::array<int, 4> down = {-1, 0, 1, 0}, right = {0, 1, 0, -1};
  const int row = std::clamp(state / kColumns + down[direction], 0, kRows - 1);
  const int column = std::clamp(state % kColumns + right[direction], 0, kColumns - 1);
  const int next = row * kColumns + column;
  if (is_cliff(next)) return {.probability = probability, .reward = -100, .next_state = kStart};
  return {.probability = probability, .reward = -1, .next_state = next, .terminated = next == kGoal};
}

TransitionTable cliff_table(const CliffWalking::Options& options) {
  TransitionTable table(kRows * kColumns, 4);
  for (int state = 0; state < table.states(); ++state) {
    for (int action = 0; action < 4; ++action) {
      if (!options.is_slippery) {
        table.add(state, action, move(state, action, 1));
        continue;
      }
      for (const int direction : {(action + 3) % 4, action, (action + 1) % 4}) {
        table.add(state, action, move(state, direction, 1.0 / 3));
      }
    }
  }
  std::vector<double> start(table.states());
  start[kStart] = 1;
  table.set_start(std::move(start));
  return table;
}

}  // namespace

CliffWalking::CliffWalking(const Options& options)
    : Env({.observation = Discrete{kRows * kColumns},
           .action = Discrete{4},
           .render_fps = 4,
           .action_names = {"up", "right", "down", "left"},
           .info = {"prob"},
           .keys = {{"up", {0}}, {"right", {1}}, {"down", {2}}, {"left", {3}}}}),
      walk_(shared_table(options, cliff_table)) {}

std::optional<Point> CliffWalking::place_of(int state) const {
  if (is_cliff(state) || state == kGoal) return std::nullopt;
  return cells::centre(kRows, state / kColumns, state % kColumns);
}

void CliffWalking::draw(Canvas& canvas) const {
  cells::open(canvas, kRows, kColumns);
  for (int state = 0; state < kRows * kColumns; ++state) {
    const Color color = is_cliff(state) ? palette::slate : state == kGoal ? palette::green : palette::mist;
    cells::fill(canvas, kRows, state / kColumns, state % kColumns, color);
  }
  cells::walker(canvas, kRows, walk_.state() / kColumns, walk_.state() % kColumns);
}

}  // namespace gymkhana
