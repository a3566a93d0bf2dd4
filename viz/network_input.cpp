#include "viz/network_input.h"

#include <algorithm>
#include <cmath>

#include "envs/core/picture/palette.h"
#include "envs/core/wrappers/wrapper.h"
#include "viz/panels/text.h"
#include "viz/scene.h"

namespace gymkhana::viz {
namespace {

struct Shape {
  int height, width, channels;
};

const Box& picture_of(const EnvSpec& spec) {
  return std::get<Box>(spec.observation);
}

Shape shape_of(const EnvSpec& spec) {
  const std::vector<int>& shape = picture_of(spec).shape;
  return {shape[0], shape[1], shape[2]};
}

std::uint8_t shade(double share) {
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

// A picture of one channel in grey, or of three in colour.
Image channel_picture(const EnvSpec& spec, const ObservationBatch& seen, int channel, bool color) {
  const auto [height, width, channels] = shape_of(spec);
  const Box& box = picture_of(spec);
  Image image(width, height);
  for (int pixel = 0; pixel < height * width; ++pixel) {
    for (int c = 0; c < 3; ++c) {
      const int number = pixel * channels + channel + (color ? c : 0);
      const double low = low_of(box, number), high = high_of(box, number);
      const double range = std::isfinite(high - low) ? high - low : 1;
      image.rgb[3 * pixel + c] = shade((seen.number(0, 0, number) - low) / range);
    }
  }
  return image;
}

// From the dark through orange to white, as hot things glow.
void glow(std::uint8_t* pixel, double heat) {
  pixel[0] = shade(1.6 * heat);
  pixel[1] = shade(1.3 * heat * heat);
  pixel[2] = shade(0.15 + 1.2 * heat * heat * heat);
}

// `by_columns`: the picture's pixels stand column by column.
Image saliency_picture(const EnvSpec& spec, const std::vector<float>& gradient, bool by_columns) {
  const auto [rows, columns, channels] = shape_of(spec);
  const int width = by_columns ? rows : columns, height = by_columns ? columns : rows;
  if (gradient.size() != static_cast<std::size_t>(height) * width * channels) return {};
  std::vector<double> strength(static_cast<std::size_t>(height) * width);
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    double& most = strength[i / channels];
    most = std::max(most, std::abs(double{gradient[i]}));
  }
  const double strongest = std::max(*std::max_element(strength.begin(), strength.end()), 1e-30);
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      glow(image.pixel(x, y), strength[by_columns ? x * height + y : y * width + x] / strongest);
    }
  }
  return image;
}

void draw_picture(Canvas& canvas, Point low, double width, double height, const Image& image) {
  const double scale = std::min(width / image.width, height / image.height);
  const double left = low.x, bottom = low.y + height - scale * image.height;
  const Point corner{left + scale * image.width, bottom + scale * image.height};
  canvas.rectangle({left - 1, bottom - 1}, {corner.x + 1, corner.y + 1}, palette::mist);
  canvas.pixels({left, bottom}, corner, image.width, image.height, image.rgb);
}

// Pictures side by side in as few rows as keep them largest.
int columns_for(std::size_t pictures, double width, double height, const Image& image) {
  int best = 1;
  double largest = 0;
  for (int columns = 1; columns <= static_cast<int>(pictures); ++columns) {
    const int rows = (static_cast<int>(pictures) + columns - 1) / columns;
    const double scale = std::min(width / columns / image.width, height / rows / image.height);
    if (scale <= largest) continue;
    largest = scale;
    best = columns;
  }
  return best;
}

constexpr double kHead = 22, kBetween = 6;  // points

std::optional<CodedPicture> codes_of(const Env& env, const ObservationBatch& seen) {
  const auto* coded = dynamic_cast<const Coded*>(&innermost(env));
  const auto [width, height, channels] = shape_of(env.spec());
  if (!coded || channels != 3 || picture_of(env.spec()).dtype != DType::uint8) return std::nullopt;
  const auto numbers = seen[0].bytes();
  return CodedPicture{coded, width, height, {numbers.begin(), numbers.end()}};
}

void draw_codes(Canvas& canvas, const Area& area, const CodedPicture& codes) {
  const double cell = std::min(area.width / codes.width, (area.height - kHead) / codes.height);
  if (cell <= 0) return;
  const double below = std::max(area.height - kHead - cell * codes.height, 1.0);
  const Point low{-1 / cell, -below / cell};  // a point beside it, for the outermost line
  canvas.camera(low, {low.x + area.width / cell, low.y + area.height / cell});
  codes.env->draw_codes(canvas, codes.width, codes.height, codes.numbers);
  use_points(canvas, area);
}

}  // namespace

bool observes_pictures(const EnvSpec& spec) {
  const auto* box = std::get_if<Box>(&spec.observation);
  return box && box->shape.size() == 3;
}

NetworkInput network_input(const Agent& agent, const Env& env, const ObservationBatch& seen,
                           std::span<const float> memory) {
  const EnvSpec& spec = env.spec();
  NetworkInput input{.codes = codes_of(env, seen)};
  const int channels = shape_of(spec).channels;
  const bool color = channels == 3 && picture_of(spec).dtype == DType::uint8;
  for (int channel = 0; !input.codes && channel < (color ? 1 : channels); ++channel) {
    input.channels.push_back(channel_picture(spec, seen, channel, color));
  }
  const std::vector<std::uint8_t> mask = mask_of(env);
  input.saliency = saliency_picture(
      spec, agent.saliency({.observations = seen, .masks = mask, .memory = memory}), input.codes.has_value());
  return input;
}

void draw_network_input(Page& page, const Area& area, const NetworkInput& input) {
  const auto draw_input = [&](const Area& place) {
    page.draw(place, [&](Canvas& canvas) { draw_observation(canvas, place, input); });
  };
  const Image& saliency = input.saliency;
  if (saliency.width == 0) return draw_input(area);
  const Area half{area.left, area.top, (area.width - kGap) / 2, area.height};
  const Area upper{area.left, area.top, area.width, (area.height - kGap) / 2};
  const auto scale_in = [&saliency](const Area& place) {
    return std::min(place.width / saliency.width, (place.height - kHead) / saliency.height);
  };
  const bool beside = scale_in(half) >= scale_in(upper);
  const Area first = beside ? half : upper;
  Area second = first;
  (beside ? second.left : second.top) += (beside ? first.width : first.height) + kGap;
  draw_input(first);
  page.draw(second, [&](Canvas& canvas) { draw_saliency(canvas, second, input); });
}

void draw_observation(Canvas& canvas, const Area& area, const NetworkInput& input) {
  canvas.text({0, area.height - kLabel}, kLabel, "network's input", palette::slate);
  if (input.codes) return draw_codes(canvas, area, *input.codes);
  const double height = area.height - kHead;
  const int columns = columns_for(input.channels.size(), area.width, height, input.channels[0]);
  const int rows = (static_cast<int>(input.channels.size()) + columns - 1) / columns;
  const double wide = area.width / columns, high = height / rows;
  for (std::size_t i = 0; i < input.channels.size(); ++i) {
    const int column = static_cast<int>(i) % columns, row = static_cast<int>(i) / columns;
    const Point low{1 + column * wide, height - (row + 1) * high + kBetween};
    draw_picture(canvas, low, wide - kBetween, high - kBetween, input.channels[i]);
  }
}

void draw_saliency(Canvas& canvas, const Area& area, const NetworkInput& input) {
  canvas.text({0, area.height - kLabel}, kLabel, "what sways it", palette::slate);
  draw_picture(canvas, {1, 1}, area.width - 2, area.height - kHead - 2, input.saliency);
}

}  // namespace gymkhana::viz
