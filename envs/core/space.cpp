#include "envs/core/space.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "envs/core/fields.h"

namespace gymkhana {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;  // g++ deduces this by itself, clang 14 does not

int count(const std::vector<int>& shape) {
  return std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>());
}

void append_parts(const Space& space, const std::string& name, std::vector<Part>& out) {
  const auto leaf = [&](DType dtype, int size) { out.push_back({name, &space, dtype, size}); };
  std::visit(Overloaded{
                 [&](const Box& box) { leaf(box.dtype, count(box.shape)); },
                 [&](const Discrete&) { leaf(DType::int32, 1); },
                 [&](const MultiDiscrete& multi) { leaf(DType::int32, static_cast<int>(multi.n.size())); },
                 [&](const MultiBinary& multi) { leaf(DType::uint8, multi.n); },
                 [&](const Text& text) { leaf(DType::uint8, text.max_length); },
                 [&](const Composite& composite) {
                   for (const NamedSpace& part : composite.parts) {
                     append_parts(part.space, name.empty() ? part.name : name + "." + part.name, out);
                   }
                 },
             },
             space);
}

// One number when all bounds agree, the list otherwise.
std::string bounds(const std::vector<float>& values) {
  if (std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end()) {
    return values.empty() ? "" : print(values.front());
  }
  std::string text = "[";
  for (const float value : values) text += (text.size() > 1 ? " " : "") + print(value);
  return text + "]";
}

std::string shape_text(const std::vector<int>& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  if (shape.size() == 1) text += ",";
  return text + ")";
}

}  // namespace

std::size_t size_of(DType dtype) {
  return dtype == DType::uint8 ? 1 : 4;
}

Box box(int n, float low, float high) {
  return {{n}, {low}, {high}, DType::float32};
}

Box box(std::vector<float> low, std::vector<float> high) {
  const int n = static_cast<int>(low.size());
  return {{n}, std::move(low), std::move(high), DType::float32};
}

Box symmetric_box(std::vector<float> bounds) {
  std::vector<float> low(bounds);
  for (float& value : low) value = -value;
  return box(std::move(low), std::move(bounds));
}

Box bytes(std::vector<int> shape, int high) {
  return {std::move(shape), {0.f}, {static_cast<float>(high)}, DType::uint8};
}

std::vector<Part> parts(const Space& space) {
  std::vector<Part> out;
  append_parts(space, "", out);
  return out;
}

std::string to_string(const Space& space) {
  return std::visit(
      Overloaded{
          [](const Box& box) {
            return "Box(" + bounds(box.low) + ", " + bounds(box.high) + ", " + shape_text(box.shape) +
                   (box.dtype == DType::uint8 ? ", uint8)" : ", float32)");
          },
          [](const Discrete& discrete) {
            return "Discrete(" + std::to_string(discrete.n) +
                   (discrete.start ? ", start=" + std::to_string(discrete.start) : "") + ")";
          },
          [](const MultiDiscrete& multi) { return "MultiDiscrete(" + print(multi.n) + ")"; },
          [](const MultiBinary& multi) { return "MultiBinary(" + std::to_string(multi.n) + ")"; },
          [](const Text& text) { return "Text(" + std::to_string(text.max_length) + ")"; },
          [](const Composite& composite) {
            const bool dict = composite.kind == Composite::Kind::dict;
            std::string text;
            for (const NamedSpace& part : composite.parts) {
              text += (text.empty() ? "" : ", ") + (dict ? part.name + ": " : "") + to_string(part.space);
            }
            return (dict ? "Dict(" : "Tuple(") + text + ")";
          },
      },
      space);
}

float low_of(const Box& box, int i) {
  return box.low.size() == 1 ? box.low[0] : box.low[i];
}
float high_of(const Box& box, int i) {
  return box.high.size() == 1 ? box.high[0] : box.high[i];
}

bool contains(const Part& part, int i, double value) {
  return std::visit(Overloaded{
                        [&](const Box& box) { return value >= low_of(box, i) && value <= high_of(box, i); },
                        [&](const Discrete& discrete) {
                          return value >= discrete.start && value < discrete.start + discrete.n;
                        },
                        [&](const MultiDiscrete& multi) { return value >= 0 && value < multi.n[i]; },
                        [&](const MultiBinary&) { return value == 0 || value == 1; },
                        [&](const Text&) { return value >= 0 && value < 256; },
                        [](const Composite&) { return false; },
                    },
                    *part.space);
}

}  // namespace gymkhana
