// Weight files: round trips, files of others, every kind of damage, full disks.
#include "nn/safetensors.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "nn/weights.h"
#include "tests/nn/support.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

/// A folder that goes with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("gymkhana_safetensors_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  fs::path file() const { return path_ / "weights.safetensors"; }
  std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(path_), {}); }

 private:
  fs::path path_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A file of the format with this header and `data_size` zero bytes.
std::string with_header(const std::string& header, std::size_t data_size) {
  const std::uint64_t length = header.size();
  return std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(data_size, '\0');
}

TensorFile sample_file() {
  TensorFile file;
  file.put<float>("actor.0.weight", std::vector<float>{1, 2, 3, 4, 5, 6}, {2, 3});
  file.put<std::int64_t>("step", std::vector<std::int64_t>{-7});
  file.put<std::uint8_t>("rng", std::vector<std::uint8_t>{1, 2, 255});
  file.metadata()["note"] = "seed 1";
  return file;
}

/// What reading these bytes says after the file's name.
std::string refusal(const std::string& bytes) {
  try {
    TensorFile::parse(bytes, "file");
  } catch (const std::runtime_error& error) {
    const std::string line = error.what();
    CHECK(line.starts_with("file: "));
    CHECK(line.find('\n') == std::string::npos);
    return line.substr(6);
  }
  return "loaded";
}

/// sample_file() as it lies on the disk.
std::string sample_bytes() {
  const Folder folder;
  sample_file().save(folder.file());
  return bytes_of(folder.file());
}

TEST_CASE("tensors and notes come back as they were, and lie aligned") {
  const Folder folder;
  TensorFile file = sample_file();
  file.put<double>("d", std::vector<double>{0.1}, {1, 1});
  file.put<std::int32_t>("empty", std::vector<std::int32_t>{}, {0, 4});
  file.save(folder.file());
  const TensorFile loaded = TensorFile::load(folder.file());
  CHECK(loaded.tensors() == file.tensors());
  CHECK(loaded.metadata() == file.metadata());
  CHECK(loaded.get<float>("actor.0.weight")[5] == 6);
  CHECK(loaded.note("note") == "seed 1");
  CHECK(folder.entries() == 1);
  const std::string first = bytes_of(folder.file());
  CHECK(first.find("\"d\":{\"data_offsets\":[0,8]") != std::string::npos);
  loaded.save(folder.file());
  CHECK(bytes_of(folder.file()) == first);
}

TEST_CASE("any flipped byte is refused, or changes nothing") {
  const TensorFile file = sample_file();
  const std::string bytes = sample_bytes();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      if (refusal(damaged) != "loaded") continue;
      CAPTURE(i);
      const TensorFile loaded = TensorFile::parse(damaged, "file");
      CHECK(loaded.tensors() == file.tensors());
      CHECK(loaded.metadata() == file.metadata());
    }
  }
}

TEST_CASE("a file cut short anywhere is refused") {
  const std::string bytes = sample_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(refusal(bytes.substr(0, size)) != "loaded");
  CHECK(refusal(bytes + "x").find("the tensors end at 35, the data at 36") == 0);
}

TEST_CASE("a damaged tensor is named") {
  std::string bytes = sample_bytes();
  bytes[bytes.size() - 5] ^= 1;  // after it come three bytes of "rng" and one of the last float
  CHECK(refusal(bytes) ==
        "tensor \"actor.0.weight\" fails its checksum: the file is damaged; take another checkpoint");
}

TEST_CASE("files of others are read: no checksums, no notes, any order") {
  const TensorFile file =
      TensorFile::parse(with_header(R"({"b":{"shape":[2],"data_offsets":[4,12],"dtype":"F32"},)"
                                    R"("a":{"dtype":"I32","shape":[],"data_offsets":[0,4]}})",
                                    12),
                        "file");
  CHECK(file.get<float>("b").size() == 2);
  CHECK(file.get<std::int32_t>("a")[0] == 0);
  CHECK(TensorFile::parse(with_header(R"({"__metadata__":{"format":"pt"}} )", 0), "file").note("format") ==
        "pt");
}

TEST_CASE("headers that do not add up are refused by name") {
  const auto says = [](const std::string& header, std::size_t size) {
    return refusal(with_header(header, size));
  };
  const std::string damage = ": the file is damaged; take another checkpoint";
  CHECK(says("[]", 0) == "header is not a JSON object" + damage);
  CHECK(says(R"({"a":3})", 0) == "tensor \"a\" is not described by an object" + damage);
  CHECK(says(R"({"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}})", 2) ==
        "tensor \"a\" has dtype \"BF16\": only F32, F64, I32, I64 and U8 are read");
  CHECK(says(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4) ==
        "tensor \"a\" has no proper shape" + damage);
  CHECK(says(R"({"a":{"dtype":"F32","shape":[1]}})", 4) ==
        "tensor \"a\" has no proper data_offsets" + damage);
  CHECK(says(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", 4) ==
        "tensor \"a\" has data_offsets outside the file" + damage);
  CHECK(says(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}})", 4) ==
        "tensor \"a\" has 4 bytes, which its shape does not give" + damage);
  CHECK(says(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
             R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
             4) == "tensor \"b\" overlaps another" + damage);
  CHECK(says(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", 2) ==
        "tensor \"a\" leaves a gap" + damage);
  CHECK(says(R"({"__metadata__":{"a":1}})", 0) == "metadata \"a\" is not a string" + damage);
  CHECK_THROWS_WITH(TensorFile::load("/no/such/file"), "/no/such/file: cannot be opened: check the path");
}

TEST_CASE("a tensor that is missing, of another type or shape is refused by name") {
  const TensorFile file = sample_file();
  std::vector<float> six(6), two(2);
  CHECK_THROWS_WITH(file.get<float>("critic"),
                    "weights: has no tensor \"critic\": it belongs to another agent or another version");
  CHECK_THROWS_WITH(file.get<double>("actor.0.weight"),
                    "weights: tensor \"actor.0.weight\" is F32, but F64 is wanted");
  CHECK_THROWS_WITH(file.read<float>("actor.0.weight", six, {3, 2}),
                    "weights: tensor \"actor.0.weight\" has shape [2,3], but [3,2] is wanted: it belongs to "
                    "another network");
  CHECK_THROWS_WITH(file.read<float>("actor.0.weight", two),
                    "weights: tensor \"actor.0.weight\" has shape [2,3], but [2] is wanted: it belongs to "
                    "another network");
  file.read<float>("actor.0.weight", six, {2, 3});
  CHECK(six[2] == 3);
}

TEST_CASE("a disk without room leaves the old file whole and nothing else") {
  const Folder folder;
  sample_file().save(folder.file());
  const std::string before = bytes_of(folder.file());
  TensorFile large = sample_file();
  large.put<float>("large", std::vector<float>(10000));

  rlimit old_limit;
  getrlimit(RLIMIT_FSIZE, &old_limit);
  const rlimit small = {5000, old_limit.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  std::string message;
  try {
    large.save(folder.file());
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, old_handler);

  CHECK(message == "cannot write \"" + folder.file().string() + "\": File too large; make room on the disk");
  CHECK(bytes_of(folder.file()) == before);
  CHECK(folder.entries() == 1);
  CHECK_THROWS_WITH_AS(large.save("/nowhere/at/all"),
                       "cannot write \"/nowhere/at/all\": No such file or directory", Error);
}

TEST_CASE("networks and optimisers come back from files, and others' are refused") {
  const Folder folder;
  TestNumbers numbers;
  Network<float> network = mlp<float>(3, {5}, Activation::tanh, 2);
  network.mutable_parameters() = numbers.normals<float>(network.parameters().size(), 1);
  Optimizer<float> optimizer({}, network.parameters().size());
  optimizer.step(network.mutable_parameters(), network.parameters().eval(), 0.1);
  TensorFile file;
  save(file, "actor.", network);
  save(file, "adam.", optimizer);
  file.save(folder.file());
  const TensorFile loaded = TensorFile::load(folder.file());

  Network<float> other = mlp<float>(3, {5}, Activation::tanh, 2);
  Optimizer<float> second({}, network.parameters().size());
  load(loaded, "actor.", other);
  load(loaded, "adam.", second);
  CHECK(other.parameters() == network.parameters());
  CHECK(second.steps() == 1);
  CHECK(second.slots()[1].values == optimizer.slots()[1].values);
  CHECK(loaded.tensors().at("actor.0.weight").shape == TensorShape{5, 3});

  Network<float> wider = mlp<float>(4, {5}, Activation::tanh, 2);
  CHECK_THROWS_WITH(
      load(loaded, "actor.", wider),
      (folder.file().string() + ": tensor \"actor.0.weight\" has shape [5,3], but [5,4] is wanted: "
                                "it belongs to another network")
          .c_str());
}

}  // namespace
}  // namespace gymkhana
