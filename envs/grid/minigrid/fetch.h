// Fetch: pick up the object that the mission names, among others. The first object picked up ends the
// episode.
#pragma once

#include <array>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class Fetch final : public MiniGrid {
 public:
  struct Options {
    int size = 8;
    int objects = 3;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(4, 100)),
            field("numObjs", options.objects, "keys and balls that lie about", between(1, 1000)),
            max_steps_field(options.max_steps, "5 size^2")};
  }

  explicit Fetch(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 5 * options.size * options.size),
                  .see_through_walls = true}),
        objects_(static_cast<std::size_t>(options.objects)) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (agent_.carried == target_) {
      succeed(step);
    } else if (agent_.carries_something()) {
      fail(step);
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(target_);
  }

 private:
  static constexpr std::array kinds = {Kind::key, Kind::ball};
  static constexpr std::array<std::string_view, 5> phrases = {"get a ", "go get a ", "fetch a ",
                                                              "go fetch a ", "you must fetch a "};

  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    for (Cell& object : objects_) {
      const Kind kind = pick(rng, kinds);
      object = {kind, random_hue(rng)};
      place(rng, object);
    }
    place_agent(rng);
    target_ = objects_[rng.choice(static_cast<int>(objects_.size()))];
    mission_ = {pick(rng, phrases), name_of(target_.hue), " ", name_of(target_.kind)};
  }

  std::vector<Cell> objects_;  // as laid out
  Cell target_;
};

}  // namespace gymkhana::minigrid
