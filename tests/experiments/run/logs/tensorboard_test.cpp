#include "experiments/run/logs/tensorboard.h"

#include <cstring>
#include <limits>

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

/// Reads little-endian numbers and protobuf's variable-length ones from the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }
  std::string_view take(std::size_t size) {
    REQUIRE(size <= bytes_.size());
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  template <class T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = number<std::uint8_t>();
      value |= std::uint64_t{byte & 127u} << shift;
      if (byte < 128) return value;
    }
  }

 private:
  std::string_view bytes_;
};

struct Event {
  double wall_time = 0;
  std::int64_t step = 0;
  std::string file_version;
  std::vector<std::pair<std::string, float>> scalars;
};

std::pair<std::string, float> decode_value(std::string_view bytes) {
  std::pair<std::string, float> scalar;
  for (Reader reader(bytes); !reader.empty();) {
    const std::uint64_t key = reader.varint();
    if (key == (1 << 3 | 2)) {
      scalar.first = reader.take(reader.varint());
    } else {
      REQUIRE(key == (2 << 3 | 5));
      scalar.second = reader.number<float>();
    }
  }
  return scalar;
}

Event decode_event(std::string_view bytes) {
  Event event;
  for (Reader reader(bytes); !reader.empty();) {
    switch (const std::uint64_t key = reader.varint()) {
      case 1 << 3 | 1:
        event.wall_time = reader.number<double>();
        break;
      case 2 << 3 | 0:
        event.step = static_cast<std::int64_t>(reader.varint());
        break;
      case 3 << 3 | 2:
        event.file_version = reader.take(reader.varint());
        break;
      case 5 << 3 | 2: {
        Reader summary(reader.take(reader.varint()));
        while (!summary.empty()) {
          REQUIRE(summary.varint() == (1 << 3 | 2));
          event.scalars.push_back(decode_value(summary.take(summary.varint())));
        }
        break;
      }
      default:
        FAIL("unknown field ", key);
    }
  }
  return event;
}

// The events of a file; every checksum must be right.
std::vector<Event> decode(const std::string& file) {
  std::vector<Event> events;
  for (Reader reader(file); !reader.empty();) {
    const std::string_view length = reader.take(8);
    CHECK(reader.number<std::uint32_t>() == masked_crc32c(length));
    const std::string_view data = reader.take(Reader(length).number<std::uint64_t>());
    CHECK(reader.number<std::uint32_t>() == masked_crc32c(data));
    events.push_back(decode_event(data));
  }
  return events;
}

TEST_CASE("the checksum is CRC-32C, masked as TensorFlow masks it") {
  // RFC 3720 B.4: 32 bytes of zeros have CRC-32C 8a9136aa; "123456789" has e3069283.
  const auto masked = [](std::uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xa282ead8; };
  CHECK(masked_crc32c(std::string(32, '\0')) == masked(0x8a9136aa));
  CHECK(masked_crc32c("123456789") == masked(0xe3069283));
}

TEST_CASE("an event file begins with its version and holds what was written") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "events";
  TensorBoardLog log(path, 0);
  log.write({{"rollout/ep_rew_mean", 21.5}, {"train/loss", -0.25}}, 300);
  log.write({{"train/explained_variance", std::numeric_limits<double>::quiet_NaN()}, {"train/loss", 0.5}},
            1 << 20);
  log.flush();

  const std::vector<Event> events = decode(read_text(path));
  REQUIRE(events.size() == 3);
  CHECK(events[0].file_version == "brain.Event:2");
  CHECK(events[0].wall_time > 1.7e9);
  CHECK(events[1].step == 300);
  CHECK(events[1].scalars ==
        std::vector<std::pair<std::string, float>>{{"rollout/ep_rew_mean", 21.5f}, {"train/loss", -0.25f}});
  CHECK(events[2].step == 1 << 20);
  CHECK(events[2].scalars == std::vector<std::pair<std::string, float>>{{"train/loss", 0.5f}});
}

TEST_CASE("a log is cut back to where a checkpoint left it") {
  const TemporaryDirectory scratch;
  const auto path = scratch.path() / "events";
  std::uint64_t kept = 0;
  {
    TensorBoardLog log(path, 0);
    log.write({{"train/loss", 1}}, 1);
    log.flush();
    kept = log.size();
    log.write({{"train/loss", 2}}, 2);
    log.flush();
  }
  TensorBoardLog log(path, kept);
  log.write({{"train/loss", 3}}, 3);
  log.flush();
  const std::vector<Event> events = decode(read_text(path));
  REQUIRE(events.size() == 3);
  CHECK(events[1].step == 1);
  CHECK(events[2].step == 3);
}

}  // namespace
}  // namespace gymkhana
