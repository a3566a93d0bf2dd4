// Time per picture of 480 x 320 pixels, drawn without a window.
#include <benchmark/benchmark.h>

#include "envs/core/picture/raster.h"
#include "envs/core/registry.h"

namespace gymkhana {
namespace {

void draw(benchmark::State& state, const std::string& id) {
  const auto env = standard_envs().make(id);
  ObservationBatch observation(env->spec().observation, 1);
  Rng rng(0);
  env->reset(rng, observation[0]);
  RasterCanvas canvas(480, 320);
  for (auto _ : state) {
    env->draw(canvas);
    benchmark::DoNotOptimize(canvas.image().rgb.data());
  }
}

}  // namespace

BENCHMARK_CAPTURE(draw, CartPole, "CartPole-v1");
BENCHMARK_CAPTURE(draw, MountainCar, "MountainCar-v0");
BENCHMARK_CAPTURE(draw, Taxi, "Taxi-v4");
BENCHMARK_CAPTURE(draw, Blackjack, "Blackjack-v1");

}  // namespace gymkhana
