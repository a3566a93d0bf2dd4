// Spaces: what an environment observes and which actions it takes, in Gymnasium's terms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace gymkhana {

class Rng;

enum class DType : std::uint8_t { float32, uint8, int32 };

std::size_t size_of(DType dtype);

/// Numbers of one shape, each between its bounds.
struct Box {
  std::vector<int> shape;
  std::vector<float> low;   ///< one bound per number, or one for all
  std::vector<float> high;  ///< likewise
  DType dtype = DType::float32;
};

/// The whole numbers start, start + 1, ..., start + n - 1. Stored as int32.
struct Discrete {
  int n = 0;
  int start = 0;
};

/// Several choices at once: number i is in [0, n[i]). Stored as int32.
struct MultiDiscrete {
  std::vector<int> n;
};

/// n switches, each 0 or 1. Stored as uint8.
struct MultiBinary {
  int n = 0;
};

/// Text of at most `max_length` bytes, padded with zero bytes. Stored as uint8.
struct Text {
  int max_length = 0;
};

struct NamedSpace;

/// A Tuple (parts named "0", "1", ...) or a Dict of spaces, laid out one after another.
struct Composite {
  enum class Kind { tuple, dict } kind = Kind::tuple;
  std::vector<NamedSpace> parts;
};

using Space = std::variant<Box, Discrete, MultiDiscrete, MultiBinary, Text, Composite>;

struct NamedSpace {
  std::string name;
  Space space;
};

/// A vector of `n` float32 numbers, all between `low` and `high`.
Box box(int n, float low, float high);
/// A vector of float32 numbers with bounds of their own.
Box box(std::vector<float> low, std::vector<float> high);
/// A vector of float32 numbers between -bounds and bounds.
Box symmetric_box(std::vector<float> bounds);
/// uint8 values 0..high of any shape; pictures are {height, width, channels}.
Box bytes(std::vector<int> shape, int high = 255);

/// One leaf of a space: where its numbers lie in a batch.
struct Part {
  std::string name;  ///< "" for a plain space; "image", or "outer.inner" inside Dicts
  const Space* space = nullptr;
  DType dtype = DType::float32;
  int size = 0;  ///< numbers per observation
};

/// The leaves of a space in order; a plain space has one. `space` must outlive the result.
std::vector<Part> parts(const Space& space);

/// "Box(-1, 1, (3,), float32)", "Discrete(2)", "Dict(image: Box(...), ...)".
std::string to_string(const Space& space);

/// The bounds of number i of a Box.
float low_of(const Box& box, int i);
float high_of(const Box& box, int i);

/// Whether value i of a part obeys its space; NaN never does.
bool contains(const Part& part, int i, double value);

}  // namespace gymkhana
