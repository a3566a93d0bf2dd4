// What passes and training steps cost on one core, and what Eigen's own product would cost in their place.
#include <cmath>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "nn/bodies.h"
#include "nn/categorical.h"
#include "nn/init.h"
#include "nn/losses.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/product.h"

namespace gymkhana {
namespace {

Network<float> network_of(Index inputs, Index hidden, Activation activation, Index outputs) {
  Network<float> network = mlp<float>(inputs, {hidden, hidden}, activation, outputs);
  double angle = 0;
  initialize_like_torch(network, [&] { return 0.5 + 0.5 * std::sin(angle += 1.7); });
  return network;
}

/// Shows how fast the products of an iteration run, to compare passes with a product alone.
void count_flops(benchmark::State& state, Index per_iteration) {
  state.counters["GFLOP/s"] = benchmark::Counter(static_cast<double>(per_iteration) * 1e-9,
                                                 benchmark::Counter::kIsIterationInvariantRate);
}

/// Of the products of one pass forward, and of both passes: the weights' gradient and, but for the first
/// layer, the inputs' cost as much as the pass forward.
Index forward_flops(Index inputs, Index hidden, Index outputs, Index batch) {
  return 2 * (inputs * hidden + hidden * hidden + hidden * outputs) * batch;
}
Index train_flops(Index inputs, Index hidden, Index outputs, Index batch) {
  return 3 * forward_flops(inputs, hidden, outputs, batch) - 2 * inputs * hidden * batch;
}

/// A policy as PPO uses it: inputs, width of two tanh layers, outputs, batch.
void forward(benchmark::State& state) {
  Network<float> network = network_of(state.range(0), state.range(1), Activation::tanh, state.range(2));
  network.pack();
  Workspace<float> workspace(network, state.range(3));
  const Matrix<float> x = Matrix<float>::Random(network.inputs(), state.range(3));
  for (auto _ : state) benchmark::DoNotOptimize(network.forward(x, workspace).data());
  count_flops(state, forward_flops(state.range(0), state.range(1), state.range(2), state.range(3)));
}

/// Forward, backward and Adam.
void train_network(benchmark::State& state, Network<float> network, Index batch) {
  Workspace<float> workspace(network, batch);
  Optimizer<float> optimizer({}, network.parameters().size());
  Vector<float> gradient(network.parameters().size());
  const Matrix<float> x = Matrix<float>::Random(network.inputs(), batch);
  const Matrix<float> target = Matrix<float>::Random(network.outputs(), batch);
  Matrix<float> d(network.outputs(), batch);
  for (auto _ : state) {
    const auto y = network.forward(x, workspace);
    mse_loss<float>({y.data(), static_cast<std::size_t>(y.size())},
                    {target.data(), static_cast<std::size_t>(y.size())},
                    {d.data(), static_cast<std::size_t>(y.size())});
    gradient.setZero();
    network.backward(d, workspace, gradient);
    optimizer.step(network.mutable_parameters(), gradient, 1e-4);
    network.pack();
  }
}

void train(benchmark::State& state, Activation activation) {
  train_network(state, network_of(state.range(0), state.range(1), activation, state.range(2)),
                state.range(3));
  count_flops(state, train_flops(state.range(0), state.range(1), state.range(2), state.range(3)));
}

/// A gradient step of PPO without sampling and loss: RLtools' Pendulum setting, a minibatch of 256 in shards
/// of 64, through actor and critic, then the cut to the largest norm and Adam.
void train_actor_critic(benchmark::State& state) {
  constexpr Index inputs = 3, hidden = 64, outputs = 1, shards = 4, shard = 64;
  struct Part {
    Network<float> network = network_of(inputs, hidden, Activation::relu, outputs);
    Workspace<float> workspace{network, shard};
    Optimizer<float> optimizer{{}, network.parameters().size()};
    Vector<float> gradient{network.parameters().size()};
  } parts[2];
  const Matrix<float> x = Matrix<float>::Random(inputs, shard), d = Matrix<float>::Random(outputs, shard);
  for (auto _ : state) {
    for (Part& part : parts) {
      part.gradient.setZero();
      for (Index k = 0; k < shards; ++k) {
        part.network.forward(x, part.workspace);
        part.network.backward(d, part.workspace, part.gradient);
      }
    }
    const float norm = std::hypot(parts[0].gradient.norm(), parts[1].gradient.norm());
    for (Part& part : parts) part.gradient *= clip_scale(norm, 0.5f);
    for (Part& part : parts) {
      part.optimizer.step(part.network.mutable_parameters(), part.gradient, 1e-4);
      part.network.pack();
    }
  }
  count_flops(state, 2 * train_flops(inputs, hidden, outputs, shards * shard));
}

/// The net of that name with six actions, trained on pictures; the argument is the batch.
void train_pictures(benchmark::State& state, const char* net, PictureSize picture) {
  std::vector<Layer> layers = make_body({.net = net, .inputs = picture.size(), .picture = picture});
  layers.push_back(Dense{features_of(layers, picture.size()), 6});
  Network<float> network(std::move(layers));
  double angle = 0;
  initialize_like_torch(network, [&] { return 0.5 + 0.5 * std::sin(angle += 1.7); });
  train_network(state, std::move(network), state.range(0));
}

/// outputs, inputs, batch: y = W x + b by the kernel, packing included.
void product(benchmark::State& state) {
  const Index outputs = state.range(0), inputs = state.range(1), batch = state.range(2);
  const Vector<float> weights = Vector<float>::Random(outputs * inputs),
                      bias = Vector<float>::Random(outputs);
  const Matrix<float> x = Matrix<float>::Random(inputs, batch);
  Vector<float> scratch(product_scratch<float>());
  Matrix<float> y(outputs, batch);
  for (auto _ : state) {
    multiply<float>(outputs, batch, inputs, {weights.data(), inputs, 1}, {x.data(), 1, inputs},
                    {bias.data(), 0}, y.data(), scratch.data());
    benchmark::DoNotOptimize(y.data());
  }
  count_flops(state, 2 * outputs * inputs * batch);
}

/// The same with weights laid out beforehand, as in a network after pack().
void product_packed(benchmark::State& state) {
  const Index outputs = state.range(0), inputs = state.range(1), batch = state.range(2);
  const Vector<float> weights = Vector<float>::Random(outputs * inputs),
                      bias = Vector<float>::Random(outputs);
  const Matrix<float> x = Matrix<float>::Random(inputs, batch);
  Vector<float> packed(packed_size<float>(outputs, inputs));
  pack<float>(outputs, inputs, {weights.data(), inputs, 1}, packed.data());
  Matrix<float> y(outputs, batch);
  for (auto _ : state) {
    multiply_packed<float>(outputs, batch, inputs, packed.data(), {x.data(), 1, inputs}, {bias.data(), 0},
                           y.data());
    benchmark::DoNotOptimize(y.data());
  }
  count_flops(state, 2 * outputs * inputs * batch);
}

/// The same by Eigen.
void product_eigen(benchmark::State& state) {
  const Index outputs = state.range(0), inputs = state.range(1), batch = state.range(2);
  fix_eigen_blocking();
  const Eigen::Matrix<float, -1, -1, Eigen::RowMajor> weights =
      Eigen::Matrix<float, -1, -1, Eigen::RowMajor>::Random(outputs, inputs);
  const Vector<float> bias = Vector<float>::Random(outputs);
  const Matrix<float> x = Matrix<float>::Random(inputs, batch);
  Matrix<float> y(outputs, batch);
  for (auto _ : state) {
    y.noalias() = weights * x;
    y.colwise() += bias;
    benchmark::DoNotOptimize(y.data());
  }
  count_flops(state, 2 * outputs * inputs * batch);
}

void tanh_64x256(benchmark::State& state) {
  const Matrix<float> x = Matrix<float>::Random(64, 256);
  Matrix<float> y(64, 256);
  for (auto _ : state) activate(Activation::tanh, x.data(), y.data(), x.size());
}

void adam(benchmark::State& state) {
  Optimizer<float> optimizer({}, state.range(0));
  Vector<float> parameters = Vector<float>::Random(state.range(0)), gradient = parameters;
  for (auto _ : state) optimizer.step(parameters, gradient, 1e-4);
}

/// set, log_prob, entropy and backward of two actions, batch 64.
void categorical(benchmark::State& state) {
  Categorical<float> head(2, 64);
  const Matrix<float> logits = Matrix<float>::Random(2, 64);
  Matrix<float> d(2, 64);
  const std::vector<std::int32_t> actions(64, 1);
  std::vector<float> values(64);
  for (auto _ : state) {
    head.set(logits, {}, {});
    head.log_prob({.indices = actions}, values);
    head.entropy(values);
    head.backward({.indices = actions}, values, 0.01f, {d.data(), 2, 64}, {});
  }
}

void product_sizes(benchmark::internal::Benchmark* bench) {
  for (const auto& [outputs, inputs] : {std::pair{64, 4}, {64, 64}, {256, 256}})
    for (const int batch : {4, 8, 64, 256}) bench->Args({outputs, inputs, batch});
  bench->Args({512, 3136, 8})->Args({512, 3136, 32});
}

BENCHMARK(forward)->ArgsProduct({{4}, {64}, {2}, {1, 4, 8, 64, 256}});
BENCHMARK_CAPTURE(train, tanh, Activation::tanh)->ArgsProduct({{4}, {64}, {2}, {64, 128, 256}});
BENCHMARK_CAPTURE(train, relu, Activation::relu)->Args({4, 256, 1, 256});
BENCHMARK(train_actor_critic);
BENCHMARK_CAPTURE(train_pictures, minatar, "minatar", PictureSize{10, 10, 4})->Arg(32)->Arg(128)->Arg(256);
BENCHMARK_CAPTURE(train_pictures, nature, "nature", PictureSize{84, 84, 4})->Arg(32);
BENCHMARK_CAPTURE(train_pictures, impala, "impala", PictureSize{84, 84, 4})->Arg(32);
BENCHMARK(product)->Apply(product_sizes);
BENCHMARK(product_packed)->Apply(product_sizes);
BENCHMARK(product_eigen)->Apply(product_sizes);
BENCHMARK(tanh_64x256);
BENCHMARK(adam)->Arg(4610)->Arg(67329);
BENCHMARK(categorical);

}  // namespace
}  // namespace gymkhana
