// Networks: hand-computed passes, gradients of each layer and of whole networks, batches, names, errors.
#include "nn/network.h"

#include <limits>

#include "nn/init.h"
#include "tests/nn/support.h"

namespace gymkhana {
namespace {

/// Layers whose noise is drawn, not learned: its gradient is said to be 0.
bool is_noise(const NamedParameter& parameter) {
  return parameter.name.find("noise") != std::string::npos;
}

/// Checks dL/dparameters and dL/dx of L = sum(output * weights) for a batch of three.
void check_network(std::vector<Layer> layers, std::uint64_t seed = 1) {
  TestNumbers numbers(seed);
  Network<double> network(std::move(layers));
  network.mutable_parameters() += 0.5 * numbers.normals(network.parameters().size(), 1);
  Matrix<double> x = numbers.normals(network.inputs(), 3);
  const Matrix<double> weights = numbers.normals(network.outputs(), 3);
  Workspace<double> workspace(network, 5);
  const auto loss = [&] { return network.forward(x, workspace).cwiseProduct(weights).sum(); };
  loss();
  Vector<double> gradient = Vector<double>::Zero(network.parameters().size());
  const Matrix<double> d_x = network.backward_to_input(weights, workspace, gradient);
  CHECK(network.input_gradient(weights, workspace) == d_x);
  for (const NamedParameter& each : network.named_parameters())
    if (!is_noise(each))
      check_gradient(loss, network.mutable_parameters().data() + each.offset, gradient.data() + each.offset,
                     each.size);
  check_gradient(loss, x.data(), d_x.data(), d_x.size());
}

TEST_CASE("a network of two layers gives what the hand gives") {
  Network<float> network = mlp<float>(2, {2}, Activation::relu, 1);
  network.mutable_parameters() << 1, 2, 3, -4, 0.5f, 0.25f, 2, -1, 3;  // rows of W0, b0, W1, b1
  Workspace<float> workspace(network, 2);
  Matrix<float> x(2, 2);
  x << 1, -1, 1, 0;
  // Column 0: hidden (3.5, -0.75) -> (3.5, 0) -> 10. Column 1: (-0.5, -2.75) -> (0, 0) -> 3.
  const Matrix<float> y = network.forward(x, workspace);
  CHECK(y(0, 0) == 10.0f);
  CHECK(y(0, 1) == 3.0f);

  Vector<float> gradient = Vector<float>::Ones(9);  // backward adds
  Matrix<float> d_y(1, 2);
  d_y << 2, 5;
  const Matrix<float> d_x = network.backward_to_input(d_y, workspace, gradient);
  Vector<float> expected(9);
  expected << 4, 4, 0, 0, 4, 0, 7, 0, 7;
  CHECK(gradient == expected + Vector<float>::Ones(9));
  CHECK(d_x.col(0) == Eigen::Vector2f(4, 8));
  CHECK(d_x.col(1) == Eigen::Vector2f(0, 0));
}

TEST_CASE("gradients of dense layers of all shapes") {
  for (const Index inputs : {1, 3, 8, 16, 17})
    for (const Index outputs : {1, 2, 5, 8, 19, 32}) {
      CAPTURE(inputs);
      CAPTURE(outputs);
      check_network({Dense{inputs, outputs}});
    }
}

TEST_CASE("gradients of every activation") {
  for (const char* name : {"identity", "tanh", "relu", "silu", "gelu"}) {
    CAPTURE(name);
    check_network({ActivationLayer{parse_activation(name), 11}});
  }
}

TEST_CASE("gradients of a layer normalisation") {
  check_network({LayerNorm{7}});
  check_network({LayerNorm{16}});
}

TEST_CASE("gradients of convolutions of all shapes, with and without margins") {
  const auto check = [](PictureSize picture, Index filters, Windows windows) {
    CAPTURE(filters);
    CAPTURE(windows.kernel);
    check_network({Conv2d{picture, filters, windows}});
  };
  check({5, 4, 3}, 2, {.kernel = 3});
  check({7, 6, 1}, 9, {.kernel = 3, .stride = 2});
  check({4, 5, 2}, 8, {.kernel = 3, .padding = 1});
  check({5, 5, 4}, 17, {.kernel = 2, .stride = 3, .padding = 2});
  check({4, 4, 7}, 33, {.kernel = 4});
  check({1, 1, 3}, 5, {.kernel = 1});
}

TEST_CASE("gradients of pooling, of a residual block, of noisy weights and of dueling values") {
  check_network({MaxPool{{{5, 6, 3}, {.kernel = 3, .stride = 2, .padding = 1}}}});
  check_network({AveragePool{{{5, 6, 3}, {.kernel = 3, .stride = 2, .padding = 1}}}});
  check_network({Residual{{3, 4, 2}}});
  check_network({NoisyDense{5, 9}}, 4);
  check_network({Dueling{3, 2}});
  check_network({LayerNorm{5, 3}});
}

TEST_CASE("gradients of whole networks") {
  check_network({Conv2d{{6, 6, 2}, 5, {.kernel = 3}}, LayerNorm{5, 16}, ActivationLayer{Activation::tanh, 80},
                 Dense{80, 7}, ActivationLayer{Activation::tanh, 7}, Dense{7, 8}, Dueling{3, 2}});
  check_network({Dense{4, 9}, ActivationLayer{Activation::tanh, 9}, Dense{9, 16}, LayerNorm{16},
                 ActivationLayer{Activation::silu, 16}, Dense{16, 2}});
  check_network(mlp<double>(5, {24, 24}, Activation::gelu, 3, Activation::tanh).layers());
}

TEST_CASE("activations give their definitions' numbers, and NaN for NaN") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Vector<double> x{{-30, -1, 0, 0.5, 2, 30, nan}};
  const auto expected = [](Activation activation, double v) {
    switch (activation) {
      case Activation::tanh:
        return std::tanh(v);
      case Activation::relu:
        return v > 0 ? v : 0.0;
      case Activation::silu:
        return v / (1 + std::exp(-v));
      case Activation::gelu:
        return 0.5 * v * (1 + std::tanh(std::sqrt(2 / 3.141592653589793) * (v + 0.044715 * v * v * v)));
      default:
        return v;
    }
  };
  for (const char* name : {"identity", "tanh", "relu", "silu", "gelu"}) {
    const Activation activation = parse_activation(name);
    CAPTURE(name);
    CHECK(name_of(activation) == name);
    Vector<double> y(7);
    Vector<float> narrow = x.cast<float>();
    activate(activation, x.data(), y.data(), 7);
    activate(activation, narrow.data(), narrow.data(), 7);
    for (Index i = 0; i < 6; ++i) {
      CHECK(y[i] == doctest::Approx(expected(activation, x[i])).epsilon(1e-14).scale(1));
      CHECK(narrow[i] == doctest::Approx(expected(activation, x[i])).epsilon(1e-6).scale(1));
    }
    CHECK(std::isnan(y[6]));
    CHECK(std::isnan(narrow[6]));
  }
  CHECK_THROWS_WITH(parse_activation("tan"), "unknown activation \"tan\"; did you mean \"tanh\"?");
}

TEST_CASE("a sample's output does not depend on its batch, to the bit") {
  TestNumbers numbers;
  Network<float> network = mlp<float>(6, {64, 30}, Activation::tanh, 9);
  initialize_orthogonal(network, 1.0, [&] { return numbers.normal(); });
  Workspace<float> workspace(network, 64);
  const Matrix<float> x = numbers.normals<float>(6, 64);
  const Matrix<float> together = network.forward(x, workspace);
  for (const Index batch : {1, 2, 3, 4, 7, 8, 13, 64})
    for (Index first = 0; first + batch <= 64; first += batch)
      CHECK(network.forward(x.middleCols(first, batch), workspace) == together.middleCols(first, batch));
}

TEST_CASE("packed weights give the same bits, and follow the parameters") {
  TestNumbers numbers;
  Network<float> network({Dense{70, 40}, ActivationLayer{Activation::relu, 40}, NoisyDense{40, 20},
                          Dense{20, 33}, ActivationLayer{Activation::tanh, 33}, Dense{33, 3}});
  initialize_orthogonal(network, 1.0, [&] { return numbers.normal(); });
  network.mutable_parameters() *= 1.5f;
  Workspace<float> workspace(network, 9);
  const Matrix<float> x = numbers.normals<float>(70, 9);
  const Matrix<float> before = network.forward(x, workspace);
  network.pack();
  CHECK(network.forward(x, workspace) == before);
  Network<float> copy = network;
  CHECK(copy.forward(x, workspace) == before);

  network.draw_noise([&] { return numbers.normal(); });
  network.mutable_parameters() *= 2;
  const Matrix<float> after = network.forward(x, workspace);
  CHECK(after != before);
  network.pack();
  CHECK(network.forward(x, workspace) == after);
  CHECK(copy.forward(x, workspace) == before);

  network.draw_noise([&] { return numbers.normal(); });  // needs no new pack()
  const Matrix<float> noisy = network.forward(x, workspace);
  CHECK(noisy != after);
  CHECK(Network<float>(network).forward(x, workspace) == noisy);
  network.mutable_parameters();
  CHECK(network.forward(x, workspace) == noisy);
}

TEST_CASE("a copy is a network of its own") {
  Network<float> network = mlp<float>(2, {3}, Activation::tanh, 1);
  Network<float> target = network;
  network.mutable_parameters().setOnes();
  CHECK(target.parameters().isZero());
  target = network;
  CHECK(target.parameters() == network.parameters());
  CHECK(network.cast<double>().parameters() == network.parameters().cast<double>());
}

TEST_CASE("parameters may lie in a longer array; a copy has its own") {
  std::vector<float> all(100, 7);
  Network<float> network = mlp<float>(2, {3}, Activation::tanh, 1);
  network.mutable_parameters().setLinSpaced(1, 2);
  const Vector<float> before = network.parameters();
  network.move_parameters_to(all.data() + 10);
  CHECK(network.parameters() == before);
  CHECK(all[9] == 7);
  CHECK(all[10] == 1);
  Network<float> copy = network;
  const Network<float> moved = std::move(network);
  all[10] = 5;
  CHECK(moved.parameters()[0] == 5);
  CHECK(copy.parameters() == before);
}

TEST_CASE("parameters have PyTorch's names and shapes") {
  const Network<float> network(
      {Dense{4, 8}, LayerNorm{8}, ActivationLayer{Activation::relu, 8}, Dense{8, 2}});
  const std::vector<NamedParameter> named = network.named_parameters();
  REQUIRE(named.size() == 6);
  CHECK(named[0].name == "0.weight");
  CHECK(named[0].shape == std::vector<Index>{8, 4});
  CHECK(named[1].offset == 32);
  CHECK(named[2].name == "1.weight");
  CHECK(network.parameters().segment(named[2].offset, named[2].size) == Vector<float>::Ones(8));
  CHECK(named[4].name == "3.weight");
  CHECK(named[5].offset + named[5].size == network.parameters().size());
}

TEST_CASE("what does not fit is refused") {
  CHECK_THROWS_WITH(Network<float>({Dense{4, 8}, Dense{9, 2}}),
                    "layer 1 takes 9 inputs, but layer 0 gives 8");
  const Network<float> network = mlp<float>(2, {3}, Activation::tanh, 1);
  Workspace<float> workspace(network, 2);
  const Matrix<float> wide = Matrix<float>::Zero(2, 3), tall = Matrix<float>::Zero(3, 2);
  Vector<float> gradient(network.parameters().size());
  CHECK_THROWS_WITH(network.forward(wide, workspace),
                    "a batch of 3 in a workspace for 2; make the workspace larger");
  CHECK_THROWS_WITH(network.forward(tall, workspace), "the input has 3 rows, but the network wants 2");
  CHECK_THROWS_WITH(network.forward(tall.topRows(2), workspace),
                    "columns of a batch must lie one right after the other; copy them first");
  network.forward(wide.leftCols(2), workspace);
  CHECK_THROWS_WITH(network.backward(wide.topRows(1).eval(), workspace, gradient),
                    "a gradient for 3 samples after a forward pass of 2");
}

}  // namespace
}  // namespace gymkhana
