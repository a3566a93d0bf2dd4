// After warm-up nothing allocates: malloc itself is counted, which Eigen and operator new both call.
#include <cstdlib>
#include <vector>

#include "nn/bodies.h"
#include "nn/categorical.h"
#include "nn/gaussian.h"
#include "nn/losses.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "tests/nn/support.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these bring a malloc of their own

namespace {
thread_local std::int64_t allocations = 0;
}

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) noexcept {
  ++allocations;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
  ++allocations;
  return __libc_calloc(count, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  ++allocations;
  return __libc_memalign(alignment, size);
}
}

namespace gymkhana {
namespace {

template <class Work>
std::int64_t allocations_in(Work&& work) {
  work();  // warm-up
  const std::int64_t before = allocations;
  work();
  return allocations - before;
}

TEST_CASE("the counter sees what Eigen and operator new allocate") {
  CHECK(allocations_in([] { Matrix<float>::Zero(30, 30).eval(); }) == 1);
  CHECK(allocations_in([] { delete new volatile int(1); }) == 1);
}

TEST_CASE("a training step allocates nothing, whatever the optimiser, at any batch") {
  Network<float> network({Dense{5, 64}, ActivationLayer{Activation::tanh, 64}, LayerNorm{64}, Dense{64, 30},
                          ActivationLayer{Activation::gelu, 30}, Dense{30, 3}});
  Workspace<float> workspace(network, 32);
  Vector<float> gradient(network.parameters().size());
  Matrix<float> x = TestNumbers().normals<float>(5, 32), d(3, 32);
  Categorical<float> head(3, 32);
  std::vector<std::int32_t> actions(32);
  const std::vector<float> coefficients(32, 0.1f);
  TestNoise noise;
  std::vector<float> values(32);
  for (const auto kind : {OptimizerKind::sgd, OptimizerKind::rmsprop, OptimizerKind::rmsprop_tf,
                          OptimizerKind::adagrad, OptimizerKind::adam, OptimizerKind::radam}) {
    Optimizer<float> optimizer({.kind = kind}, gradient.size());
    for (int i = 0; i < 6; ++i) optimizer.step(network.mutable_parameters(), gradient.setZero(), 0.1);
    for (const Index batch : {1, 4, 31, 32}) {
      CAPTURE(batch);
      CHECK(allocations_in([&] {
              gradient.setZero();
              head.set(network.forward(x.leftCols(batch), workspace), {}, {});
              head.sample(noise, {.indices = actions});
              head.log_prob({.indices = actions}, values);
              head.entropy(values);
              const MatrixMap<float> d_logits(d.data(), 3, batch);
              head.backward({.indices = actions}, coefficients, 0.01f, d_logits, {});
              network.backward_to_input(d_logits, workspace, gradient);
              optimizer.step(network.mutable_parameters(), gradient, 1e-3);
              network.pack();
            }) == 0);
    }
  }
}

TEST_CASE("networks of pictures, noisy and dueling layers allocate nothing") {
  const PictureSize picture{24, 24, 3};
  std::vector<Layer> layers =
      make_body({.net = "impala", .inputs = picture.size(), .picture = picture, .layer_norm = true});
  layers.push_back(AveragePool{{{16, 16, 1}, {.kernel = 2, .stride = 2}}});
  layers.push_back(NoisyDense{64, 4});
  layers.push_back(Dueling{3});
  const Network<float> network(std::move(layers));
  Workspace<float> workspace(network, 3);
  Vector<float> gradient = Vector<float>::Zero(network.parameters().size());
  const Matrix<float> x = TestNumbers().normals<float>(picture.size(), 3), d = Matrix<float>::Ones(3, 3);
  CHECK(allocations_in([&] {
          network.forward(x, workspace);
          network.backward_to_input(d, workspace, gradient);
        }) == 0);
}

TEST_CASE("a Gaussian head and the losses allocate nothing") {
  TestNumbers numbers;
  const Matrix<float> mean = numbers.normals<float>(3, 8);
  TestNoise noise;
  const std::vector<float> log_std(3, 0);
  Vector<float> d_log_std = Vector<float>::Zero(3);
  Matrix<float> actions(3, 8), d(3, 8);
  std::vector<float> values(8);
  const std::vector<float> targets(8, 1.0f);
  const std::vector<std::int32_t> labels(8, 1);
  Gaussian<float> head(3, 8);
  CHECK(allocations_in([&] {
          head.set(mean, log_std, {});
          head.sample(noise, room_in(actions));
          head.log_prob(taken(actions), values);
          head.backward(taken(actions), values, 0.1f, {d.data(), 3, 8}, span_of(d_log_std));
          head.backward_sample(actions, {d.data(), 3, 8}, span_of(d_log_std));
          mse_loss<float>(values, targets, values);
          huber_loss<float>(values, targets, values);
          cross_entropy_loss<float>(mean, labels, {d.data(), 3, 8});
        }) == 0);
}

}  // namespace
}  // namespace gymkhana

#endif
