// A MinAtar game as an environment: sticky actions, action sets, observations and the picture.
//
//   observe   10 x 10 x C bytes, 1 where a channel is on; the channels are each game's own
//   act       v0: 0 stay, 1 left, 2 up, 3 right, 4 down, 5 fire; v1: those of the six that matter in the game
//   reward    the game's, mostly +1 for each success
//   ends      by the game's rules; never truncated
//
// With probability sticky_action_prob the last executed action is repeated instead of the one chosen. It
// survives the end of an episode, so the first action of an episode may stick to the last one before.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "envs/arcade/minatar/game.h"
#include "envs/arcade/minatar/picture.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"

namespace gymkhana::minatar {

template <Game Rules>
class MinAtar final : public Env {
 public:
  struct Options {
    double sticky_action_prob = 0.1;
    bool difficulty_ramping = true;
    bool minimal_action_set = false;
  };
  static Fields fields(Options& options) {
    return {field("sticky_action_prob", options.sticky_action_prob,
                  "chance that the last executed action is repeated (Machado et al., 2018)", between(0, 1)),
            field("difficulty_ramping", options.difficulty_ramping,
                  "whether the game gets harder with time; Breakout and Freeway never do"),
            field("minimal_action_set", options.minimal_action_set,
                  "only the actions that matter in this game, instead of all six")};
  }

  explicit MinAtar(const Options& options)
      : Env(describe(options)), options_(options), game_(options.difficulty_ramping) {}

  void reset(Rng& rng, Observation observation) override {
    game_.reset(rng);
    over_ = false;
    observe(observation);
  }

  /// A game that is over ignores actions and stays over, but still draws for stickiness.
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const bool sticks = rng.random() < options_.sticky_action_prob;
    if (!sticks) last_ = move_of(action.index());
    Turn turn{.over = true};
    if (!over_) turn = game_.step(last_, rng);
    over_ = turn.over;
    observe(observation);
    return {.reward = static_cast<double>(turn.reward), .terminated = over_};
  }

  void draw(Canvas& canvas) const override {
    std::array<std::uint8_t, Cells<Rules::channels>::size> bytes;
    game_.show(Cells<Rules::channels>(bytes));
    draw_board(canvas, bytes, Rules::channels);
  }

  void serialize(Archive& archive) override { archive(game_, last_, over_); }

 private:
  static EnvSpec describe(const Options& options) {
    constexpr std::array names = {"stay", "left", "up", "right", "down", "fire"};
    constexpr std::array keys = {"", "left", "up", "right", "down", "space"};
    EnvSpec spec{.observation = bytes({side, side, Rules::channels}, 1),
                 .render_fps = 15,
                 .generator = Generator::mt19937};
    const auto add = [&spec, &names, &keys](int move) {
      const auto action = static_cast<float>(spec.action_names.size());
      spec.action_names.push_back(names[move]);
      spec.keys.push_back({keys[move], {action}});
    };
    if (options.minimal_action_set) {
      for (const Move move : Rules::minimal_moves) add(static_cast<int>(move));
    } else {
      for (int move = 0; move < move_count; ++move) add(move);
    }
    spec.action = Discrete{static_cast<int>(spec.action_names.size())};
    return spec;
  }

  Move move_of(int action) const {
    return options_.minimal_action_set ? Rules::minimal_moves[action] : static_cast<Move>(action);
  }

  void observe(Observation observation) const {
    if (!observation.empty()) game_.show(Cells<Rules::channels>(observation.bytes()));
  }

  Options options_;
  Rules game_;
  Move last_ = Move::stay;
  bool over_ = false;
};

}  // namespace gymkhana::minatar
