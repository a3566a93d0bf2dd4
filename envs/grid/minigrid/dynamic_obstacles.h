// Dynamic-Obstacles: reach the goal while balls move about. Each of them hops to a random free cell beside it
// before every step of the agent. To walk into a ball, or a wall, costs 1 and ends the episode. The agent can
// only turn and walk.
#pragma once

#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class DynamicObstacles final : public MiniGrid {
 public:
  struct Options {
    int size = 8;
    std::vector<int> agent_start_pos = {1, 1};
    int agent_start_dir = 0;
    int n_obstacles = 4;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(4, 100)),
            field("agent_start_pos", options.agent_start_pos, "x,y of the first cell; empty means any"),
            field("agent_start_dir", options.agent_start_dir, "0 right, 1 down, 2 left, 3 up", between(0, 3)),
            field("n_obstacles", options.n_obstacles, "balls; size / 2 when this is more than size / 2 + 1",
                  between(0, 100)),
            max_steps_field(options.max_steps, "4 size^2")};
  }

  explicit DynamicObstacles(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 4 * options.size * options.size),
                  .see_through_walls = true,
                  .actions = 3}),
        start_(start_at(options.agent_start_pos, options.agent_start_dir)),
        balls_(2 * options.n_obstacles <= options.size + 2 ? options.n_obstacles : options.size / 2) {}

  /// What was in front before the balls moved decides about a collision.
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Cell front = grid_[agent_.front()];
    for (Position& position : balls_) hop(rng, position);
    Step step = MiniGrid::step(action, rng, observation);
    if (move_of(action) == Move::forward && !front.is_empty() && front.kind != Kind::goal) {
      fail(step);
      step.reward = -1;
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(balls_);
  }

 private:
  static constexpr Cell ball{Kind::ball, Hue::blue};

  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    grid_[{grid_.width() - 2, grid_.height() - 2}] = goal;
    put_agent(rng, start_);
    for (Position& position : balls_) position = place(rng, ball);
    mission_ = {"get to the green goal square"};
  }

  /// Into the 3 x 3 cells around it; a ball that finds none in 101 tries stays.
  void hop(Rng& rng, Position& position) {
    const Rectangle around{position.x - 1, position.y - 1, 3, 3};
    const auto next = find_place(rng, around, 101, [](Position) { return false; });
    if (!next) return;
    grid_[*next] = ball;
    grid_[position] = nothing;
    position = *next;
  }

  Start start_;
  std::vector<Position> balls_;
};

}  // namespace gymkhana::minigrid
