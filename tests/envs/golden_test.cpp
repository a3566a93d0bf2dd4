// Plays every recorded trajectory of tests/golden/ whose environment is registered, and wants the same
// numbers.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/core/registry.h"

using namespace gymkhana;
using Json = nlohmann::json;

namespace {

// {"sutton_barto_reward": true, "g": 9.81} as options.
Settings to_options(const Json& kwargs) {
  Settings options;
  for (const auto& [name, value] : kwargs.items()) {
    options.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  return options;
}

Json part_to_json(const ObservationBatch& seen, const Part& part, int index) {
  if (std::holds_alternative<Text>(*part.space)) {
    const auto bytes = seen[0].bytes(index);
    return std::string(bytes.begin(), std::find(bytes.begin(), bytes.end(), 0));
  }
  if (std::holds_alternative<Discrete>(*part.space)) return seen[0].integers(index)[0];
  Json numbers = Json::array();
  for (int i = 0; i < part.size; ++i) numbers.push_back(seen.number(index, 0, i));
  return numbers;
}

// MinAtar's boards are recorded as the flat indices of the cells that are on.
Json cells_that_are_on(const ObservationBatch& seen) {
  Json cells = Json::array();
  for (int i = 0; i < seen.part(0).size; ++i) {
    if (seen.number(0, 0, i) != 0) cells.push_back(i);
  }
  return cells;
}

// The observation of slot 0 as the files write it: floats, an index, a list for a Tuple, an object for a
// Dict.
Json to_json(const ObservationBatch& seen, const EnvSpec& spec) {
  if (spec.id.starts_with("MinAtar/")) return cells_that_are_on(seen);
  const std::vector<Part> leaves = parts(spec.observation);
  const auto* composite = std::get_if<Composite>(&spec.observation);
  if (composite == nullptr) return part_to_json(seen, leaves[0], 0);
  Json json;
  for (int i = 0; i < static_cast<int>(leaves.size()); ++i) {
    Json value = part_to_json(seen, leaves[i], i);
    if (composite->kind == Composite::Kind::tuple) {
      json.push_back(value);
    } else {
      json[leaves[i].name] = value;
    }
  }
  return json;
}

void write_action(const Json& action, ActionBatch& actions) {
  if (!actions.continuous()) {
    actions.index(0) = action.get<std::int32_t>();
    return;
  }
  for (int i = 0; i < actions.width(); ++i) actions.values(0)[i] = action.at(i).get<float>();
}

// Environments that observe reals compute in doubles, whose last bits hang on the machine's sine; what must
// agree is their value as float32. All others agree exactly.
bool same_reward(double seen, double recorded, const EnvSpec& spec) {
  const auto* box = std::get_if<Box>(&spec.observation);
  if (box == nullptr || box->dtype != DType::float32) return seen == recorded;
  return static_cast<float>(seen) == static_cast<float>(recorded);
}

/// Plays one run through a batch of one slot; the answer names the first step that differs.
class Player {
 public:
  explicit Player(Batch& batch)
      : batch_(batch),
        observations_(batch.spec().observation, 1),
        actions_(batch.spec().action, 1),
        results_{{&reward_, 1}, {&terminated_, 1}, {&truncated_, 1}} {}

  std::optional<std::string> play(const Json& run) {
    const std::uint64_t seed = run.at("seed").get<std::uint64_t>();
    batch_.reset({&seed, 1}, observations_);
    if (auto difference = compare("reset", first(), run.at("reset_obs"))) return difference;
    const Json& steps = run.at("steps");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const bool reset = steps[i].at(0) == "reset";  // which the batch did by itself, within the last step
      auto difference = reset ? compare("reset", first(), steps[i].at(1)) : step(steps[i]);
      if (difference) return "steps[" + std::to_string(i) + "]: " + *difference;
    }
    return std::nullopt;
  }

 private:
  Json first() const { return to_json(observations_, batch_.spec()); }

  std::optional<std::string> step(const Json& recorded) {
    write_action(recorded.at(0), actions_);
    batch_.step(actions_, 0, observations_, 0, results_);
    const bool over = terminated_ || truncated_;
    const Json seen = over ? to_json(batch_.final_observations(), batch_.spec()) : first();
    if (auto difference = compare("observation", seen, recorded.at(1))) return difference;
    if (!same_reward(reward_, recorded.at(2).get<double>(), batch_.spec())) {
      return compare("reward", reward_, recorded.at(2));
    }
    if (auto difference = compare("terminated", terminated_ != 0, recorded.at(3))) return difference;
    return compare("truncated", truncated_ != 0, recorded.at(4));
  }

  static std::optional<std::string> compare(const std::string& what, const Json& seen, const Json& recorded) {
    if (seen == recorded) return std::nullopt;
    return what + " is " + seen.dump() + ", recorded was " + recorded.dump();
  }

  Batch& batch_;
  ObservationBatch observations_;
  ActionBatch actions_;
  double reward_ = 0;
  std::uint8_t terminated_ = 0, truncated_ = 0;
  StepResults results_;
};

bool is_trajectory(const Json& file) {
  return file.contains("env") && file.contains("runs") && file["runs"].at(0).contains("steps");
}

}  // namespace

TEST_CASE("recorded trajectories are played again, number for number") {
  const EnvRegistry registry = standard_envs();
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GYMKHANA_SOURCE_DIR "/tests/golden")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream stream(entry.path());
    const Json file = Json::parse(stream);
    if (!is_trajectory(file)) continue;
    ++files;
    const auto batch = registry.make_batch(file["env"], 1, to_options(file["kwargs"]));
    Player player(*batch);
    for (const Json& run : file["runs"]) {
      const auto difference = player.play(run);
      CHECK_MESSAGE(!difference, entry.path().filename().string(), ", seed ", run["seed"].dump(), ", ",
                    difference.value_or(""));
    }
  }
  CHECK(files == 42);
}
