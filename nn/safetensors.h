// Weight files in the safetensors format: readable by every framework, and checked byte by byte on our side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace gymkhana {

/// Numbers that a tensor may hold; the format's names are F32, F64, I32, I64 and U8.
enum class TensorType { f32, f64, i32, i64, u8 };

template <class Number>
constexpr TensorType tensor_type() {
  if constexpr (std::is_same_v<Number, float>) return TensorType::f32;
  if constexpr (std::is_same_v<Number, double>) return TensorType::f64;
  if constexpr (std::is_same_v<Number, std::int32_t>) return TensorType::i32;
  if constexpr (std::is_same_v<Number, std::int64_t>) return TensorType::i64;
  static_assert(std::is_same_v<Number, float> || std::is_same_v<Number, double> ||
                    std::is_same_v<Number, std::int32_t> || std::is_same_v<Number, std::int64_t> ||
                    std::is_same_v<Number, std::uint8_t>,
                "tensors hold float, double, int32_t, int64_t or uint8_t");
  return TensorType::u8;
}

using TensorShape = std::vector<std::int64_t>;

/// An array: row-major, little-endian.
struct Tensor {
  TensorType type;
  TensorShape shape;
  std::vector<std::byte> bytes;

  bool operator==(const Tensor&) const = default;
};

/// Named tensors and notes. Everything wrong is answered by Error with one line that names the
/// file and the tensor or field.
class TensorFile {
 public:
  TensorFile() = default;

  /// Reads ours and those of others; checks lengths, offsets, types and shapes, and checksums where the file
  /// has them (`checksum.NAME` per tensor in the notes, written by save).
  static TensorFile load(const std::filesystem::path& path);
  /// The same for a file's bytes; `source` is its name in messages.
  static TensorFile parse(const std::string& bytes, const std::string& source);
  /// Written aside and renamed: a crash or a full disk leaves the old file whole.
  void save(const std::filesystem::path& path) const;

  bool contains(const std::string& name) const { return tensors_.contains(name); }
  const std::map<std::string, Tensor>& tensors() const { return tensors_; }
  /// Notes of one's own; their names do not begin with "checksum".
  std::map<std::string, std::string>& metadata() { return metadata_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

  /// Sets a tensor; without a shape it is a plain array of values.size() numbers.
  template <class Number>
  void put(const std::string& name, std::span<const Number> values, TensorShape shape = {}) {
    if (shape.empty()) shape = {static_cast<std::int64_t>(values.size())};
    put(name, tensor_type<Number>(), std::as_bytes(values), std::move(shape));
  }
  /// The numbers of a tensor; refuses a missing one and one of another type.
  template <class Number>
  std::span<const Number> get(const std::string& name) const {
    const Tensor& tensor = find(name, tensor_type<Number>());
    return {reinterpret_cast<const Number*>(tensor.bytes.data()), tensor.bytes.size() / sizeof(Number)};
  }
  /// Copies a tensor into `values`; refuses one of another shape. Without a shape, the size counts.
  template <class Number>
  void read(const std::string& name, std::span<Number> values, const TensorShape& shape = {}) const {
    const Tensor& tensor = find(name, tensor_type<Number>());
    check_shape(name, tensor, shape, values.size_bytes());
    if (!values.empty()) std::memcpy(values.data(), tensor.bytes.data(), values.size_bytes());
  }
  /// Bytes that are no numbers, such as save_state's, as a tensor of uint8.
  void put_bytes(const std::string& name, std::span<const std::byte> bytes) {
    put(name, TensorType::u8, bytes, {static_cast<std::int64_t>(bytes.size())});
  }
  std::span<const std::byte> get_bytes(const std::string& name) const {
    return std::as_bytes(get<std::uint8_t>(name));
  }
  /// A tensor's checksum: of its name, type, shape and bytes. Refuses a missing one.
  std::string checksum(const std::string& name) const;
  /// A note; refuses a missing one.
  const std::string& note(const std::string& name) const;

 private:
  void put(const std::string& name, TensorType type, std::span<const std::byte> bytes, TensorShape shape);
  const Tensor& find(const std::string& name, TensorType type) const;
  void check_shape(const std::string& name, const Tensor& tensor, const TensorShape& shape,
                   std::size_t bytes) const;

  std::string source_ = "weights";  // the file's path, for messages
  std::map<std::string, Tensor> tensors_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace gymkhana
