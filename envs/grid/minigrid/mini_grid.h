// The rules that all MiniGrid worlds share: an agent walks, looks, carries, and opens doors on a grid.
//
//   observe   Dict: image, what lies in the 7 x 7 cells before the agent (kind, hue, door state; see view.h);
//             direction, 0 right, 1 down, 2 left, 3 up; mission, what to do
//   act       0 turn left, 1 turn right, 2 forward, 3 pick up, 4 drop, 5 toggle, 6 done
//   reward    1 - 0.9 t / T for success after t of T steps, else 0
//   ends      at the goal or in lava, or as the family says; truncated after T steps
//
// Rules, ids and random draws as in MiniGrid 3.1 (Chevalier-Boisvert et al., "Minigrid & Miniworld", 2023).
// A family derives from MiniGrid, lays out its grid in generate(), and overrides step() if it has own rules.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/shown/codes.h"
#include "envs/core/shown/stances.h"
#include "envs/grid/minigrid/grid.h"
#include "envs/grid/minigrid/mission.h"

namespace gymkhana::minigrid {

enum class Move : int { left, right, forward, pickup, drop, toggle, done };

inline Move move_of(const Action& action) {
  return static_cast<Move>(action.index());
}
inline Action to_action(Move move) {
  return Action(static_cast<std::int32_t>(move));
}

/// The one who walks.
struct Agent {
  static constexpr Position nowhere{-1, -1};

  Position position = nowhere;
  int direction = 0;  ///< 0 right, 1 down, 2 left, 3 up
  Cell carried = nothing;

  Position front() const { return position + headings[direction]; }
  bool carries_something() const { return !carried.is_empty(); }

  void serialize(Archive& archive) { archive(position, direction, carried); }
};

/// What families differ in before an episode starts.
struct Layout {
  int width, height;
  int max_steps;
  bool see_through_walls = false;
  int actions = 7;  ///< the first so many
};

/// Where an episode begins.
struct Start {
  std::optional<Position> position;  ///< none: on any empty cell, in any direction
  int direction = 0;
};
/// From a list of x and y; Error when it is neither that nor empty.
Start start_at(const std::vector<int>& position, int direction);

/// The setting that all families have; 0 stands for the family's own limit, which `standard` describes.
Field max_steps_field(int& max_steps, const std::string& standard);
inline int limit_or(int max_steps, int standard) {
  return max_steps > 0 ? max_steps : standard;
}

template <class T, std::size_t N>
T pick(Rng& rng, const std::array<T, N>& choices) {
  return choices[static_cast<std::size_t>(rng.integers(0, N))];
}
inline int random_int(Rng& rng, int low, int high) {  ///< in [low, high)
  return static_cast<int>(rng.integers(low, high));
}
inline Hue random_hue(Rng& rng) {
  return pick(rng, hues_by_name);
}
Hue random_hue_except(Rng& rng, Hue hue);
Cell random_object(Rng& rng);  ///< a key, ball or box

class MiniGrid : public Env, public Stances, public Coded {
 public:
  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override { archive(grid_, agent_, mission_, steps_, succeeded_); }
  void info(std::span<float> values) const override { values[0] = succeeded_; }

  Stance stance() const override { return stance_at(agent_.position, agent_.direction); }
  std::vector<Stance> stances() const override;
  void begin_at(const Stance& stance) override { begin_at_ = stance; }
  std::vector<std::byte> setting() const override;

  void draw_codes(Canvas& canvas, int width, int height, std::span<const std::uint8_t> codes) const override;

  const Grid& grid() const { return grid_; }
  const Agent& agent() const { return agent_; }
  const Mission& mission() const { return mission_; }
  bool sees_through_walls() const { return see_through_walls_; }
  /// The observation with the whole grid, width x height cells, in place of the view: see FullyObservable.
  void observe_all(Observation observation) const;

 protected:
  explicit MiniGrid(const Layout& layout);

  /// Fills the cleared grid_, and sets agent_ and mission_.
  virtual void generate(Rng& rng) = 0;

  /// Puts `cell` on a random empty cell of `area` that is not the agent's and that reject(position) lets
  /// pass. Error when none is found.
  template <class Reject>
  Position place(Rng& rng, Cell cell, Rectangle area, Reject reject);
  Position place(Rng& rng, Cell cell, Rectangle area) {
    return place(rng, cell, area, [](Position) { return false; });
  }
  Position place(Rng& rng, Cell cell) { return place(rng, cell, grid_.all()); }
  /// The agent on a random empty cell of `area`, looking in a random direction.
  void place_agent(Rng& rng, Rectangle area);
  void place_agent(Rng& rng) { place_agent(rng, grid_.all()); }
  /// The agent where `start` says; Error when it stands outside the grid or inside something.
  void put_agent(Rng& rng, const Start& start);
  /// A position for place(), or none after `tries` draws.
  template <class Reject>
  std::optional<Position> find_place(Rng& rng, Rectangle area, int tries, Reject reject);

  /// Makes `step` a success: the reward for the steps taken so far, and the end.
  void succeed(Step& step);
  /// Makes `step` a failure, whatever it earned.
  void fail(Step& step);

  Grid grid_;
  Agent agent_;
  Mission mission_;

 private:
  void walk(Step& step);
  void toggle(Cell& cell);
  Stance stance_at(Position position, int direction) const;
  void observe(Observation observation) const;
  void write_direction_and_mission(Observation observation) const;

  int max_steps_;
  bool see_through_walls_;
  int steps_ = 0;
  bool succeeded_ = false;
  std::optional<Stance> begin_at_;
};

template <class Reject>
std::optional<Position> MiniGrid::find_place(Rng& rng, Rectangle area, int tries, Reject reject) {
  const int left = std::max(area.x, 0), top = std::max(area.y, 0);
  const int right = std::min(left + area.width, grid_.width());
  const int bottom = std::min(top + area.height, grid_.height());
  for (int i = 0; i < tries; ++i) {
    const int x = random_int(rng, left, right);
    const Position position{x, random_int(rng, top, bottom)};
    if (grid_[position].is_empty() && position != agent_.position && !reject(position)) return position;
  }
  return std::nullopt;
}

template <class Reject>
Position MiniGrid::place(Rng& rng, Cell cell, Rectangle area, Reject reject) {
  constexpr int patience = 1'000'000;
  const auto position = find_place(rng, area, patience, reject);
  if (!position) throw Error(spec().id + ": no free cell is left; make the grid larger or its objects fewer");
  grid_[*position] = cell;
  return *position;
}

}  // namespace gymkhana::minigrid
