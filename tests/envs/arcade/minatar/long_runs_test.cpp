// Replays long MinAtar runs that reach what short random ones do not: ramps, cleared walls and waves,
// crossings, surfacing with divers. tests/golden/minatar_long_runs.json holds, per game, the actions and
// after every so many of them the rewards, the ended episodes, the 32-bit outputs drawn, and a CRC-32 of all
// that was seen.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/core/registry.h"

namespace gymkhana {
namespace {

using Json = nlohmann::json;

/// The checksum of zip and PNG files.
class Crc32 {
 public:
  void add(const std::string& text) {
    for (const char byte : text) {
      state_ ^= static_cast<std::uint8_t>(byte);
      for (int bit = 0; bit < 8; ++bit) state_ = state_ >> 1 ^ (state_ & 1 ? 0xedb88320u : 0u);
    }
  }
  std::string hex() const {
    char text[9];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(~state_));
    return text;
  }

 private:
  std::uint32_t state_ = 0xffffffffu;
};

/// The cells that are on, as "3,17,240".
std::string cells_on(const ObservationBatch& seen) {
  std::string text;
  const auto bytes = seen[0].bytes();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == 0) continue;
    if (!text.empty()) text += ',';
    text += std::to_string(i);
  }
  return text;
}

/// One run of a game: what was earned, and the checksum over "reward;terminal;cells" lines.
class Run {
 public:
  Run(const std::string& id, std::uint64_t seed)
      : env_(standard_envs().make(id)), rng_(Rng::legacy(seed)), seen_(env_->spec().observation, 1) {
    restart();
  }

  void act(int action) {
    const Step step = env_->step(Action(action), rng_, seen_[0]);
    const int reward = static_cast<int>(step.reward);
    rewards_ += reward;
    crc_.add(std::to_string(reward) + (step.terminated ? ";1;" : ";0;") + cells_on(seen_) + "\n");
    if (!step.terminated) return;
    ++ended_;
    restart();
  }

  void check(const Json& expected, std::uint64_t seed) const {
    CHECK(rewards_ == expected.at("rewards"));
    CHECK(ended_ == expected.at("ended"));
    CHECK(crc_.hex() == expected.at("crc32"));
    Rng reference = Rng::legacy(seed);
    for (int i = 0; i < expected.at("outputs"); ++i) reference.next_uint32();
    CHECK(rng_ == reference);
  }

 private:
  void restart() {
    env_->reset(rng_, seen_[0]);
    crc_.add(cells_on(seen_) + "\n");
  }

  std::unique_ptr<Env> env_;
  Rng rng_;
  ObservationBatch seen_;
  Crc32 crc_;
  int rewards_ = 0, ended_ = 0;
};

}  // namespace

TEST_CASE("long MinAtar runs equal the original's") {
  std::ifstream file(GYMKHANA_SOURCE_DIR "/tests/golden/minatar_long_runs.json");
  const Json runs = Json::parse(file);
  CHECK(runs.size() == 5);
  for (const auto& [id, recorded] : runs.items()) {
    CAPTURE(id);
    const std::uint64_t seed = recorded.at("seed");
    const std::string actions = recorded.at("actions");
    Run run(id, seed);
    std::size_t done = 0;
    for (const Json& checkpoint : recorded.at("checkpoints")) {
      CAPTURE(checkpoint.at("acts").get<int>());
      while (done < checkpoint.at("acts")) run.act(actions[done++] - '0');
      run.check(checkpoint, seed);
    }
    CHECK(done == actions.size());
  }
}

}  // namespace gymkhana
