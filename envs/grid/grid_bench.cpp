// Steps per second of grid worlds and toy text on one core: a batch of 64 slots, random actions, resets
// included.
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "envs/core/registry.h"

namespace gymkhana {
namespace {

constexpr int slots = 64;
constexpr int prepared = 256;  // steps whose actions are drawn before the clock starts

void play(benchmark::State& state, const std::string& id) {
  const auto batch = standard_envs().make_batch(id, slots);
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

BENCHMARK_CAPTURE(play, empty, "MiniGrid-Empty-8x8-v0");
BENCHMARK_CAPTURE(play, door_key, "MiniGrid-DoorKey-8x8-v0");
BENCHMARK_CAPTURE(play, dynamic_obstacles, "MiniGrid-Dynamic-Obstacles-8x8-v0");
BENCHMARK_CAPTURE(play, four_rooms, "MiniGrid-FourRooms-v0");
BENCHMARK_CAPTURE(play, key_corridor, "MiniGrid-KeyCorridorS3R3-v0");
BENCHMARK_CAPTURE(play, multi_room, "MiniGrid-MultiRoom-N6-v0");
BENCHMARK_CAPTURE(play, go_to_door, "MiniGrid-GoToDoor-5x5-v0");
BENCHMARK_CAPTURE(play, grid_env, "Gymkhana/GridWorld-v0");
BENCHMARK_CAPTURE(play, frozen_lake, "FrozenLake-v1");
BENCHMARK_CAPTURE(play, cliff_walking, "CliffWalking-v1");
BENCHMARK_CAPTURE(play, taxi, "Taxi-v4");
BENCHMARK_CAPTURE(play, blackjack, "Blackjack-v1");

}  // namespace
}  // namespace gymkhana
