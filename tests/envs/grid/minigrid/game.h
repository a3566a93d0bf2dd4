// A MiniGrid world on the test bench, and what its agent sees as letters.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "envs/core/registry.h"
#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::test {

/// Plays letters: l and r turn, f walks, p picks up, d drops, t toggles, n is done.
class Game {
 public:
  explicit Game(const std::string& id, const Settings& options = {}, std::uint64_t seed = 1)
      : made(standard_envs().make(id, options)), rng(seed), seen_(made->spec().observation, 1) {
    made->reset(rng, seen_[0]);
  }

  /// The result of the last of `moves`.
  Step play(std::string_view moves) {
    Step step;
    for (const char move : moves) {
      step = made->step(Action(static_cast<std::int32_t>(std::string_view("lrfpdtn").find(move))), rng,
                        seen_[0]);
    }
    return step;
  }

  const minigrid::MiniGrid& env() const { return dynamic_cast<const minigrid::MiniGrid&>(*made); }
  const minigrid::Agent& agent() const { return env().agent(); }
  int image(int x, int y, int channel) const { return seen_[0].bytes(0)[(x * 7 + y) * 3 + channel]; }
  int direction() const { return seen_[0].integers(1)[0]; }
  std::string mission() const {
    return reinterpret_cast<const char*>(
        seen_[0].bytes(2).data());  // shorter than its room, hence ended by 0
  }
  bool succeeded() const {
    float success;
    made->info({&success, 1});
    return success == 1;
  }

  /// The kinds in the image, a letter each (. empty, # wall, D door, K key ..., a blank where unseen), in
  /// rows.
  std::vector<std::string> view() const {
    std::vector<std::string> rows(7);
    for (int y = 0; y < 7; ++y) {
      for (int x = 0; x < 7; ++x) rows[y] += " .#_DKOBG~@"[image(x, y, 0)];
    }
    return rows;
  }

  std::unique_ptr<Env> made;
  Rng rng;

 private:
  ObservationBatch seen_;
};

inline Game on_map(const std::string& map, const Settings& more = {}) {
  Settings options = {{"map", map}};
  options.insert(options.end(), more.begin(), more.end());
  return Game("Gymkhana/MapWorld-v0", options);
}

}  // namespace gymkhana::test
