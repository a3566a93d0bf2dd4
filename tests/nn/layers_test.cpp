// Layers of pictures and of value functions against numbers computed by hand.
#include <stdexcept>

#include "nn/bodies.h"
#include "nn/init.h"
#include "nn/network.h"
#include "tests/nn/support.h"

namespace gymkhana {
namespace {

/// The outputs for one sample.
Vector<float> pass(const Network<float>& network, const Vector<float>& x, bool noise = true) {
  Workspace<float> workspace(network, 1);
  workspace.set_noise(noise);
  return network.forward(x, workspace);
}

Network<float> body_of(const std::string& net, PictureSize picture, bool layer_norm = false) {
  return Network<float>(
      make_body({.net = net, .inputs = picture.size(), .picture = picture, .layer_norm = layer_norm}));
}

TEST_CASE("a convolution gives what the hand gives") {
  // One filter 2x2 over 3x3 pixels of one channel: 1 2 / 3 4, bias 0.5.
  Network<float> network({Conv2d{{3, 3, 1}, 1, {.kernel = 2}}});
  network.mutable_parameters() << 1, 2, 3, 4, 0.5f;
  const Vector<float> x{{1, 0, 2, 0, 1, 0, 3, 0, 1}};
  CHECK(pass(network, x) == Vector<float>{{5.5f, 7.5f, 11.5f, 5.5f}});
}

TEST_CASE("channels of a pixel lie side by side, in the picture and in the filter") {
  // 1x2 pixels of two channels, two filters 1x1: (10, 1) and (0, 2).
  Network<float> network({Conv2d{{1, 2, 2}, 2, {.kernel = 1}}});
  network.mutable_parameters() << 10, 1, 0, 2, 0, 0.25f;
  CHECK(pass(network, Vector<float>{{1, 2, 3, 4}}) == Vector<float>{{12, 4.25f, 34, 8.25f}});
}

TEST_CASE("a margin is zero for convolutions and means, and nothing for maxima") {
  Network<float> convolution({Conv2d{{2, 2, 1}, 1, {.kernel = 3, .padding = 1}}});
  convolution.mutable_parameters().setOnes();  // the sum of what the window sees, plus 1
  const Vector<float> x{{-1, -2, -3, -4}};
  CHECK(pass(convolution, x) == Vector<float>::Constant(4, -9));
  const Windows windows{.kernel = 2, .stride = 2, .padding = 1};
  CHECK(pass(Network<float>({MaxPool{{{2, 2, 1}, windows}}}), x) == x);
  CHECK(pass(Network<float>({AveragePool{{{2, 2, 1}, windows}}}), x) == x / 4);
}

TEST_CASE("a residual block adds to what it is given") {
  Network<float> network({Residual{{2, 2, 1}}});
  const Vector<float> x{{1, -2, 3, -4}};
  CHECK(pass(network, x) == x);
  network.mutable_parameters().setZero();
  network.mutable_parameters()[4] = 2;   // centre of the first filter: 2 relu(x)
  network.mutable_parameters()[14] = 3;  // centre of the second: 3 relu of that
  CHECK(pass(network, x) == Vector<float>{{7, -2, 21, -4}});
}

TEST_CASE("dueling values: the state's value, and advantages less their mean") {
  const Network<float> network({Dueling{2, 2}});
  // v = (10, 20), u(0) = (1, 2), u(1) = (3, 6): means (2, 4).
  CHECK(pass(network, Vector<float>{{10, 20, 1, 2, 3, 6}}) == Vector<float>{{9, 18, 11, 22}});
}

TEST_CASE("noise moves weights by the product of its two ends, and can be left out") {
  Network<float> network({NoisyDense{1, 1}});
  network.mutable_parameters() << 2, 1, 0.5f, 0.25f, 3, -1;  // W, b, their sigmas, noise in and out
  CHECK(pass(network, Vector<float>{{4}})[0] == 4 * (2 - 0.5f * 3) + 1 - 0.25f);
  CHECK(pass(network, Vector<float>{{4}}, false)[0] == 9);
  const double normals[] = {4, -9};
  network.draw_noise([&, i = 0]() mutable { return normals[i++]; });
  CHECK(network.parameters().tail(2) == Eigen::Vector2f(2, -3));  // sign(x) sqrt(|x|)
}

TEST_CASE("bodies have the published sizes") {
  CHECK(body_of("nature", {84, 84, 4}).parameters().size() == 8224 + 32832 + 36928 + 3136 * 512 + 512);
  CHECK(body_of("minatar", {10, 10, 4}).parameters().size() == 592 + 1024 * 128 + 128);
  CHECK(body_of("minatar", {10, 10, 4}, true).parameters().size() == 592 + 32 + 1024 * 128 + 128 + 256);
  CHECK(body_of("nips", {42, 42, 4}).parameters().size() == 4112 + 8224 + 288 * 256 + 256);
  CHECK(body_of("compact", {48, 48, 2}).parameters().size() == 528 + 4640 + 9248 + 800 * 128 + 128);
  CHECK(body_of("impala", {84, 84, 4}).layers().size() == 15);
  CHECK(body_of("impala", {84, 84, 4}).outputs() == 256);
  CHECK_THROWS_WITH_AS(body_of("nature", {10, 10, 4}),
                       "pictures of 10 x 10 are too small for the net \"nature\"", Error);
  CHECK_THROWS_WITH_AS(body_of("natur", {84, 84, 4}), "unknown net \"natur\"; did you mean \"nature\"?",
                       Error);
}

TEST_CASE("a picture's output does not depend on its batch, to the bit") {
  TestNumbers numbers;
  Network<float> network = body_of("minatar", {10, 10, 7}, true);
  initialize_like_torch(network, [&] { return numbers.uniform(); });
  Workspace<float> workspace(network, 20);
  const Matrix<float> x = numbers.normals<float>(network.inputs(), 20);
  const Matrix<float> together = network.forward(x, workspace);
  for (const Index batch : {1, 3, 4, 7})
    for (Index first = 0; first + batch <= 20; first += batch)
      CHECK(network.forward(x.middleCols(first, batch), workspace) == together.middleCols(first, batch));
}

}  // namespace
}  // namespace gymkhana
