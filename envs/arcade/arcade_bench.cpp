// Steps per second of the arcade games on one core, through the batch: random actions, resets included.
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "envs/core/registry.h"

namespace gymkhana {
namespace {

constexpr int prepared = 256;  // steps whose actions are drawn before the clock starts

void play(benchmark::State& state, const std::string& id, int slots, const Settings& wrappers = {}) {
  const auto batch = standard_envs().make_batch(id, slots, {}, wrappers);
  ObservationBatch observations(batch->spec().observation, slots);
  std::vector<std::uint64_t> seeds(slots);
  std::iota(seeds.begin(), seeds.end(), 0);
  batch->reset(seeds, observations);

  Rng rng(7);
  ActionBatch actions(batch->spec().action, slots * prepared);
  for (int i = 0; i < slots * prepared; ++i) sample_action(batch->spec().action, rng, actions, i);
  std::vector<double> rewards(slots);
  std::vector<std::uint8_t> terminated(slots), truncated(slots);
  int step = 0;
  for (auto _ : state) {
    batch->step(actions, step * slots, observations, 0, {rewards, terminated, truncated});
    benchmark::DoNotOptimize(observations.data<std::uint8_t>());
    step = (step + 1) % prepared;
  }
  state.SetItemsProcessed(state.iterations() * slots);
}

BENCHMARK_CAPTURE(play, minatar_asterix, "MinAtar/Asterix-v0", 64);
BENCHMARK_CAPTURE(play, minatar_breakout, "MinAtar/Breakout-v0", 64);
BENCHMARK_CAPTURE(play, minatar_freeway, "MinAtar/Freeway-v0", 64);
BENCHMARK_CAPTURE(play, minatar_seaquest, "MinAtar/Seaquest-v0", 64);
BENCHMARK_CAPTURE(play, minatar_space_invaders, "MinAtar/SpaceInvaders-v0", 64);

// One frame of 210 x 160 pixels per step.
BENCHMARK_CAPTURE(play, pong_frames, "Gymkhana/Pong-v0", 8);
BENCHMARK_CAPTURE(play, breakout_frames, "Gymkhana/Breakout-v0", 8);
BENCHMARK_CAPTURE(play, snake_frames, "Gymkhana/Snake-v0", 8);

/// The preprocessing of Machado et al. (2018) and Mnih et al. (2015): one agent step is four frames.
const Settings atari = {{"sticky_action", "0.25"}, {"noop_reset", "30"},  {"max_and_skip", "4"},
                        {"episodic_life", "true"}, {"grayscale", "true"}, {"resize", "84x84"},
                        {"clip_reward", "-1,1"},   {"frame_stack", "4"}};
BENCHMARK_CAPTURE(play, pong_preprocessed, "Gymkhana/Pong-v0", 8, atari);
BENCHMARK_CAPTURE(play, breakout_preprocessed, "Gymkhana/Breakout-v0", 8, atari);

// The same from the inside out: what each stage adds.
BENCHMARK_CAPTURE(play, pong_skipped, "Gymkhana/Pong-v0", 8, Settings(atari.begin(), atari.begin() + 4));
BENCHMARK_CAPTURE(play, pong_gray, "Gymkhana/Pong-v0", 8, Settings(atari.begin(), atari.begin() + 5));
BENCHMARK_CAPTURE(play, pong_resized, "Gymkhana/Pong-v0", 8, Settings(atari.begin(), atari.begin() + 6));

}  // namespace
}  // namespace gymkhana
