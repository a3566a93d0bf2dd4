// LavaCrossing and SimpleCrossing: rivers of lava, or walls, cross the room from side to side. Each has one
// opening, and the openings make a path from the upper left corner to the goal in the lower right one.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class Crossing final : public MiniGrid {
 public:
  struct Options {
    int size = 9;
    int num_crossings = 1;
    std::string obstacle_type = "lava";
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included; odd", between(5, 99)),
            field("num_crossings", options.num_crossings, "how many rivers", between(0, 96)),
            choice("obstacle_type", options.obstacle_type, {"lava", "wall"}, "what the rivers are made of"),
            max_steps_field(options.max_steps, "4 size^2")};
  }

  explicit Crossing(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 4 * options.size * options.size)}),
        wanted_(options.num_crossings),
        of_lava_(options.obstacle_type == "lava") {
    if (options.size % 2 == 0) throw Error("size: must be odd, so that rivers fit between free rows; add 1");
  }

 private:
  enum class Way : std::uint8_t { across, down };
  struct River {
    Way way;
    int at;  ///< its column if it runs down, its row if it runs across
  };

  void generate(Rng& rng) override {
    const int size = grid_.width();
    grid_.enclose(grid_.all());
    agent_ = {.position = {1, 1}};
    grid_[{size - 2, size - 2}] = goal;
    choose_rivers(rng);
    for (const int y : rows_) grid_.horizontal({1, y}, size - 2, of_lava_ ? lava : wall);
    for (const int x : columns_) grid_.vertical({x, 1}, size - 2, of_lava_ ? lava : wall);
    open_path(rng);
    if (of_lava_) {
      mission_ = {"avoid the lava and get to the green goal square"};
    } else {
      mission_ = {"find the opening and get to the green goal square"};
    }
  }

  /// Every second row and column may hold a river; a random few do.
  void choose_rivers(Rng& rng) {
    rivers_.clear();
    for (const Way way : {Way::down, Way::across}) {
      for (int at = 2; at < grid_.width() - 2; at += 2) rivers_.push_back({way, at});
    }
    rng.shuffle(rivers_);
    if (static_cast<std::size_t>(wanted_) < rivers_.size()) rivers_.resize(wanted_);
    columns_.clear();
    rows_.clear();
    for (const River& river : rivers_) (river.way == Way::down ? columns_ : rows_).push_back(river.at);
    std::ranges::sort(columns_);
    std::ranges::sort(rows_);
  }

  /// The rivers divide the room into a chessboard of fields. A random walk over them, right or down, crosses
  /// each river once, and opens it somewhere along the field where it stands.
  void open_path(Rng& rng) {
    crossings_.assign(columns_.size(), Way::across);
    crossings_.insert(crossings_.end(), rows_.size(), Way::down);
    rng.shuffle(crossings_);
    std::size_t column = 0, row = 0;  // of the field
    for (const Way way : crossings_) {
      if (way == Way::across) {
        const int y = inside_field(rng, rows_, row);
        grid_[{columns_[column++], y}] = nothing;
      } else {
        const int x = inside_field(rng, columns_, column);
        grid_[{x, rows_[row++]}] = nothing;
      }
    }
  }

  /// A free row (or column) of field number `field`, which lies between two rivers or a river and a wall.
  int inside_field(Rng& rng, const std::vector<int>& rivers, std::size_t field) {
    const int before = field == 0 ? 0 : rivers[field - 1];
    const int after = field == rivers.size() ? grid_.width() - 1 : rivers[field];
    return before + 1 + rng.choice(after - before - 1);
  }

  int wanted_;
  bool of_lava_;
  // Of use while an episode is laid out; kept for their memory.
  std::vector<River> rivers_;
  std::vector<int> columns_, rows_;
  std::vector<Way> crossings_;
};

}  // namespace gymkhana::minigrid
