#include "nn/bodies.h"

#include <fmt/core.h>

#include "base/error.h"

namespace gymkhana {
namespace {

/// A list of layers that grows at its end, and the picture that the last of them gives.
class Body {
 public:
  explicit Body(const BodyPlan& plan) : plan_(plan), picture_(plan.picture), features_(plan.inputs) {}

  void convolve(Index filters, Windows windows) {
    add(Conv2d{checked(windows), filters, windows});
    picture_ = {windows.count(picture_.height), windows.count(picture_.width), filters};
  }
  void pool(Windows windows) {
    add(MaxPool{checked(windows), windows});
    picture_ = {windows.count(picture_.height), windows.count(picture_.width), picture_.channels};
  }
  void residual() { add(Residual{picture_}); }
  void activate_picture() { activate(picture_.channels, picture_.height * picture_.width); }
  void dense(Index width) {
    add(Dense{features_, width});
    activate(width, 1);
  }

  std::vector<Layer> take() { return std::move(layers_); }

 private:
  template <class L>
  void add(L layer) {
    features_ = layer.outputs();
    layers_.push_back(layer);
  }
  void activate(Index size, Index groups) {
    if (plan_.layer_norm) add(LayerNorm{size, groups});
    if (plan_.activation != Activation::identity) add(ActivationLayer{plan_.activation, size * groups});
  }
  const PictureSize& checked(const Windows& windows) const {
    if (picture_.height + 2 * windows.padding < windows.kernel ||
        picture_.width + 2 * windows.padding < windows.kernel)
      throw Error(fmt::format("pictures of {} x {} are too small for the net \"{}\"", plan_.picture.height,
                              plan_.picture.width, plan_.net));
    return picture_;
  }

  const BodyPlan& plan_;
  PictureSize picture_;
  Index features_;
  std::vector<Layer> layers_;
};

void build_minatar(Body& body) {
  body.convolve(16, {.kernel = 3});
  body.activate_picture();
  body.dense(128);
}

void build_compact(Body& body) {
  body.convolve(16, {.kernel = 4, .stride = 2});
  body.activate_picture();
  body.convolve(32, {.kernel = 3, .stride = 2});
  body.activate_picture();
  body.convolve(32, {.kernel = 3, .stride = 2});
  body.activate_picture();
  body.dense(128);
}

void build_nature(Body& body) {
  body.convolve(32, {.kernel = 8, .stride = 4});
  body.activate_picture();
  body.convolve(64, {.kernel = 4, .stride = 2});
  body.activate_picture();
  body.convolve(64, {.kernel = 3});
  body.activate_picture();
  body.dense(512);
}

void build_nips(Body& body) {
  body.convolve(16, {.kernel = 8, .stride = 4});
  body.activate_picture();
  body.convolve(32, {.kernel = 4, .stride = 2});
  body.activate_picture();
  body.dense(256);
}

void build_impala(Body& body) {
  for (const Index channels : {16, 32, 32}) {
    body.convolve(channels, {.kernel = 3, .padding = 1});
    body.pool({.kernel = 3, .stride = 2, .padding = 1});
    body.residual();
    body.residual();
  }
  body.activate_picture();
  body.dense(256);
}

}  // namespace

std::vector<Layer> make_body(const BodyPlan& plan) {
  Body body(plan);
  if (plan.net == "mlp") {
    for (const Index width : plan.hidden) body.dense(width);
  } else if (plan.net == "minatar") {
    build_minatar(body);
  } else if (plan.net == "compact") {
    build_compact(body);
  } else if (plan.net == "nips") {
    build_nips(body);
  } else if (plan.net == "nature") {
    build_nature(body);
  } else if (plan.net == "impala") {
    build_impala(body);
  } else {
    throw unknown_word("net", plan.net, {"mlp", "minatar", "compact", "nips", "nature", "impala"});
  }
  return body.take();
}

Index features_of(const std::vector<Layer>& layers, Index inputs) {
  if (layers.empty()) return inputs;
  return std::visit([](const auto& layer) { return layer.outputs(); }, layers.back());
}

}  // namespace gymkhana
