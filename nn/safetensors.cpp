// The format (github.com/huggingface/safetensors): 8 bytes with the header's length, the header in JSON, then
// the tensors without gaps. Tensors have a place {"dtype", "shape", "data_offsets": [begin, end]}.
#include "nn/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <fmt/core.h>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"

namespace gymkhana {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "tensors are stored as they lie in memory");

struct TypeEntry {
  const char* name;
  std::size_t size;
};
constexpr std::array<TypeEntry, 5> types = {{{"F32", 4}, {"F64", 8}, {"I32", 4}, {"I64", 8}, {"U8", 1}}};

const TypeEntry& entry_of(TensorType type) {
  return types[static_cast<std::size_t>(type)];
}

constexpr const char* metadata_key = "__metadata__";
constexpr const char* checksum_prefix = "checksum.";  // + tensor
constexpr const char* notes_checksum = "checksum";    // of all notes that are not checksums
constexpr const char* damaged = ": the file is damaged; take another checkpoint";

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Error(fmt::format("{}: {}", file, what));
}

std::string quoted(const std::string& tensor) {
  return fmt::format("tensor \"{}\"", tensor);
}

/// A hash of everything that is added.
class Checksum {
 public:
  Checksum& add(std::span<const std::byte> bytes) {
    state_ = hash_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, state_);
    return *this;
  }
  Checksum& add(const std::string& text) {
    return add(std::as_bytes(std::span(text.c_str(), text.size() + 1)));  // the final 0 keeps texts apart
  }
  std::string text() const { return hash_text(state_); }

 private:
  std::uint64_t state_ = hash_bytes("");
};

std::string checksum_of(const std::string& name, const Tensor& tensor) {
  Checksum sum;
  sum.add(name).add(entry_of(tensor.type).name);
  return sum.add(std::as_bytes(std::span(tensor.shape))).add(tensor.bytes).text();
}

std::string checksum_of(const std::map<std::string, std::string>& notes) {
  Checksum sum;
  for (const auto& [name, text] : notes) sum.add(name).add(text);
  return sum.text();
}

std::string read_all(const std::string& path) {
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  if (!stream || stream.tellg() < 0) refuse(path, "cannot be opened: check the path");
  std::string bytes(static_cast<std::size_t>(stream.tellg()), '\0');
  stream.seekg(0);
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) refuse(path, "cannot be read");
  return bytes;
}

/// The header of a file whose bytes are `bytes`; `data` is set to where the tensors begin.
Json parse_header(const std::string& file, const std::string& bytes, std::size_t& data) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length)
    refuse(file, fmt::format("is too short for a safetensors file{}", damaged));
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > bytes.size() - sizeof length)
    refuse(file, fmt::format("header length {} goes past the end{}", length, damaged));
  data = sizeof length + length;
  Json header = Json::parse(bytes.begin() + sizeof length, bytes.begin() + static_cast<std::ptrdiff_t>(data),
                            nullptr, false);
  if (!header.is_object()) refuse(file, fmt::format("header is not a JSON object{}", damaged));
  return header;
}

TensorType parse_type(const std::string& file, const std::string& name, const Json& place) {
  const Json type = place.value("dtype", Json());
  for (std::size_t i = 0; i < types.size(); ++i)
    if (type == types[i].name) return static_cast<TensorType>(i);
  refuse(file,
         fmt::format("{} has dtype {}: only F32, F64, I32, I64 and U8 are read", quoted(name), type.dump()));
}

/// The whole numbers of an array, such as a shape.
std::vector<std::int64_t> parse_numbers(const std::string& file, const std::string& name, const Json& place,
                                        const char* field) {
  const Json array = place.value(field, Json());
  const auto whole = [](const Json& number) {
    return number.is_number_unsigned() && number <= std::uint64_t{1} << 62;
  };
  if (!array.is_array() || !std::all_of(array.begin(), array.end(), whole))
    refuse(file, fmt::format("{} has no proper {}{}", quoted(name), field, damaged));
  return array.get<std::vector<std::int64_t>>();
}

/// Bytes of a tensor, or at least `limit` + 1 when there are more.
std::size_t size_of(TensorType type, const TensorShape& shape, std::size_t limit) {
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  std::size_t size = entry_of(type).size;
  for (const std::int64_t length : shape) {
    if (static_cast<std::size_t>(length) > limit / size) return limit + 1;
    size *= static_cast<std::size_t>(length);
  }
  return size;
}

struct Place {
  std::int64_t begin, end;
  std::string name;
};

/// The tensors must fill the rest of the file, without gaps and overlaps.
void check_places(const std::string& file, std::vector<Place> places, std::size_t data_size) {
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::int64_t next = 0;
  for (const Place& place : places) {
    if (place.begin != next)
      refuse(file, fmt::format("{} {}{}", quoted(place.name),
                               place.begin < next ? "overlaps another" : "leaves a gap", damaged));
    next = place.end;
  }
  if (static_cast<std::size_t>(next) != data_size)
    refuse(file, fmt::format("the tensors end at {}, the data at {}{}", next, data_size, damaged));
}

Tensor parse_tensor(const std::string& file, const std::string& name, const Json& place,
                    std::span<const std::byte> data, std::vector<Place>& places) {
  if (!place.is_object())
    refuse(file, fmt::format("{} is not described by an object{}", quoted(name), damaged));
  Tensor tensor{parse_type(file, name, place), parse_numbers(file, name, place, "shape"), {}};
  const std::vector<std::int64_t> offsets = parse_numbers(file, name, place, "data_offsets");
  if (offsets.size() != 2 || offsets[0] > offsets[1] || static_cast<std::size_t>(offsets[1]) > data.size())
    refuse(file, fmt::format("{} has data_offsets outside the file{}", quoted(name), damaged));
  const auto size = static_cast<std::size_t>(offsets[1] - offsets[0]);
  if (size_of(tensor.type, tensor.shape, size) != size)
    refuse(file,
           fmt::format("{} has {} bytes, which its shape does not give{}", quoted(name), size, damaged));
  const auto bytes = data.subspan(static_cast<std::size_t>(offsets[0]), size);
  tensor.bytes.assign(bytes.begin(), bytes.end());
  places.push_back({offsets[0], offsets[1], name});
  return tensor;
}

std::map<std::string, std::string> parse_metadata(const std::string& file, const Json& header) {
  const auto found = header.find(metadata_key);
  if (found == header.end()) return {};
  if (!found->is_object()) refuse(file, fmt::format("field \"__metadata__\" is not an object{}", damaged));
  std::map<std::string, std::string> notes;
  for (const auto& [key, value] : found->items()) {
    if (!value.is_string()) refuse(file, fmt::format("metadata \"{}\" is not a string{}", key, damaged));
    notes[key] = value.get<std::string>();
  }
  return notes;
}

/// Takes the checksums out of the notes and compares them. A file with one checksum must have them all.
void check_and_remove_checksums(const std::string& file, const std::map<std::string, Tensor>& tensors,
                                std::map<std::string, std::string>& notes) {
  std::map<std::string, std::string> sums;
  for (auto note = notes.begin(); note != notes.end();)
    if (note->first.starts_with(notes_checksum))
      sums.insert(notes.extract(note++));
    else
      ++note;
  if (sums.empty()) return;
  for (const auto& [name, tensor] : tensors) {
    const auto sum = sums.find(checksum_prefix + name);
    if (sum == sums.end()) refuse(file, fmt::format("{} has no checksum{}", quoted(name), damaged));
    if (sum->second != checksum_of(name, tensor))
      refuse(file, fmt::format("{} fails its checksum{}", quoted(name), damaged));
  }
  if (sums.size() != tensors.size() + 1 || sums[notes_checksum] != checksum_of(notes))
    refuse(file, fmt::format("field \"__metadata__\" fails its checksum{}", damaged));
}

std::string text_of(const TensorShape& shape) {
  return Json(shape).dump();
}

}  // namespace

TensorFile TensorFile::load(const std::filesystem::path& path) {
  return parse(read_all(path.string()), path.string());
}

TensorFile TensorFile::parse(const std::string& bytes, const std::string& source) {
  TensorFile file;
  file.source_ = source;
  std::size_t begin = 0;
  const Json header = parse_header(file.source_, bytes, begin);
  const auto data = std::as_bytes(std::span(bytes)).subspan(begin);
  std::vector<Place> places;
  for (const auto& [name, place] : header.items())
    if (name != metadata_key) file.tensors_[name] = parse_tensor(file.source_, name, place, data, places);
  check_places(file.source_, std::move(places), data.size());
  file.metadata_ = parse_metadata(file.source_, header);
  check_and_remove_checksums(file.source_, file.tensors_, file.metadata_);
  return file;
}

void TensorFile::save(const std::filesystem::path& path) const {
  Json header, notes(metadata_);
  std::vector<std::span<const std::byte>> pieces(2);  // the header's length and the header come first
  std::size_t end = 0;
  // Large numbers before small ones: every tensor then lies on a multiple of its numbers' size.
  for (const std::size_t size : {8, 4, 1}) {
    for (const auto& [name, tensor] : tensors_) {
      if (entry_of(tensor.type).size != size) continue;
      header[name] = {{"dtype", entry_of(tensor.type).name},
                      {"shape", tensor.shape},
                      {"data_offsets", {end, end + tensor.bytes.size()}}};
      notes[checksum_prefix + name] = checksum_of(name, tensor);
      pieces.push_back(tensor.bytes);
      end += tensor.bytes.size();
    }
  }
  notes[notes_checksum] = checksum_of(metadata_);
  header[metadata_key] = notes;
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  pieces[0] = std::as_bytes(std::span(&length, 1));
  pieces[1] = std::as_bytes(std::span(text));
  write_file(path, pieces);
}

std::string TensorFile::checksum(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) refuse(source_, fmt::format("has no {}", quoted(name)));
  return checksum_of(name, found->second);
}

const std::string& TensorFile::note(const std::string& name) const {
  const auto found = metadata_.find(name);
  if (found == metadata_.end())
    refuse(source_, fmt::format("has no note \"{}\": it was written by another program", name));
  return found->second;
}

void TensorFile::put(const std::string& name, TensorType type, std::span<const std::byte> bytes,
                     TensorShape shape) {
  if (size_of(type, shape, bytes.size()) != bytes.size())
    throw Error(fmt::format("{} of shape {} was given {} bytes", quoted(name), text_of(shape), bytes.size()));
  tensors_[name] = Tensor{type, std::move(shape), {bytes.begin(), bytes.end()}};
}

const Tensor& TensorFile::find(const std::string& name, TensorType type) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end())
    refuse(source_, fmt::format("has no {}: it belongs to another agent or another version", quoted(name)));
  if (found->second.type != type)
    refuse(source_, fmt::format("{} is {}, but {} is wanted", quoted(name), entry_of(found->second.type).name,
                                entry_of(type).name));
  return found->second;
}

void TensorFile::check_shape(const std::string& name, const Tensor& tensor, const TensorShape& shape,
                             std::size_t bytes) const {
  const TensorShape flat = {static_cast<std::int64_t>(bytes / entry_of(tensor.type).size)};
  if (tensor.bytes.size() != bytes || (!shape.empty() && tensor.shape != shape))
    refuse(source_, fmt::format("{} has shape {}, but {} is wanted: it belongs to another network",
                                quoted(name), text_of(tensor.shape), text_of(shape.empty() ? flat : shape)));
}

}  // namespace gymkhana
