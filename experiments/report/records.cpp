#include "experiments/report/records.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <nlohmann/json.hpp>

#include "envs/core/error.h"
#include "experiments/files.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kPoints = 50;  // of a curve

double six_digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return std::strtod(text, nullptr);
}

// Evenly spaced ones of the values, the first and the last among them.
Json thinned(const std::vector<double>& values) {
  Json kept = Json::array();
  const std::size_t count = std::min(values.size(), kPoints);
  for (std::size_t i = 0; i < count; ++i)
    kept.push_back(six_digits(count < 2 ? values[i] : values[i * (values.size() - 1) / (count - 1)]));
  return kept;
}

Json to_json(const LoggedCurve& logged) {
  return {{"steps", thinned(logged.curve.steps)},
          {"values", thinned(logged.curve.values)},
          {"seconds", thinned(logged.seconds)}};
}

Json to_json(const RunRecord& run) {
  return {{"seed", run.seed},
          {"score", run.score},
          {"standard_error", run.standard_error},
          {"episodes", run.episodes},
          {"steps", run.steps},
          {"seconds", run.seconds},
          {"commit", run.commit},
          {"machine", run.machine},
          {"evaluations", to_json(run.evaluations)},
          {"training", to_json(run.training)}};
}

LoggedCurve curve_of(const Json& json) {
  const std::vector<double> steps = json.at("steps"), values = json.at("values"),
                            seconds = json.at("seconds");
  if (values.size() != steps.size() || seconds.size() != steps.size())
    throw Error("a curve has more steps than values");
  LoggedCurve logged;
  for (std::size_t i = 0; i < steps.size(); ++i) logged.add(steps[i], values[i], seconds[i]);
  return logged;
}

std::optional<double> maybe(const Json& json, const char* key) {
  return json.contains(key) ? std::optional<double>(json[key]) : std::nullopt;
}

RunRecord run_of(const Json& json, RunRecord run) {
  run.seed = json.at("seed");
  run.score = json.at("score");
  run.standard_error = json.at("standard_error");
  run.episodes = json.at("episodes");
  run.steps = json.at("steps");
  run.seconds = json.at("seconds");
  run.commit = json.at("commit");
  run.machine = json.at("machine");
  run.evaluations = curve_of(json.at("evaluations"));
  run.training = curve_of(json.at("training"));
  return run;
}

std::vector<RunRecord> runs_in(const fs::path& file) {
  const Json json = Json::parse(read_file(file), nullptr, false);
  try {
    RunRecord common;
    common.preset = json.at("preset");
    common.world = json.at("world");
    common.algo = json.at("algo");
    common.threshold = maybe(json, "threshold");
    common.optimum = maybe(json, "optimum");
    std::vector<RunRecord> runs;
    for (const Json& run : json.at("runs")) runs.push_back(run_of(run, common));
    return runs;
  } catch (const std::exception& error) {
    throw Error("\"" + file.string() + "\" holds no records of a bench, or is damaged: " + error.what());
  }
}

std::vector<fs::path> files_at(const fs::path& place) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(place)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) throw Error("\"" + place.string() + "\" holds no records of a bench (PRESET.json)");
  std::sort(files.begin(), files.end());
  return files;
}

// Adds the run to those of its preset, where none may have its seed.
void add(const RunRecord& run, const fs::path& file, std::vector<RunRecord>& others) {
  for (const RunRecord& other : others) {
    if (other.seed == run.seed)
      throw Error("\"" + file.string() + "\" holds seed " + std::to_string(run.seed) + " of " + run.preset +
                  " once more; name it once");
    if (other.world != run.world)
      throw Error("\"" + file.string() + "\" says that " + run.preset + " runs on " + run.world +
                  ", before it was " + other.world + "; name one of the two");
  }
  others.push_back(run);
}

}  // namespace

std::string to_records(const std::vector<RunRecord>& runs) {
  const RunRecord& first = runs.front();
  Json json = {{"preset", first.preset}, {"world", first.world}, {"algo", first.algo}};
  if (first.threshold) json["threshold"] = *first.threshold;
  if (first.optimum) json["optimum"] = *first.optimum;
  std::string text = json.dump();
  text.back() = ',';
  text += "\n\"runs\": [";
  for (const RunRecord& run : runs) text += (&run == &first ? "\n" : ",\n") + to_json(run).dump();
  return text + "\n]}\n";
}

std::vector<std::vector<RunRecord>> read_records(const std::vector<fs::path>& places) {
  std::map<std::string, std::vector<RunRecord>> by_preset;
  for (const fs::path& place : places) {
    for (const fs::path& file : files_at(place)) {
      for (const RunRecord& run : runs_in(file)) add(run, file, by_preset[run.preset]);
    }
  }
  std::vector<std::vector<RunRecord>> presets;
  for (auto& [preset, runs] : by_preset) {
    std::sort(runs.begin(), runs.end(),
              [](const RunRecord& a, const RunRecord& b) { return a.seed < b.seed; });
    presets.push_back(std::move(runs));
  }
  return presets;
}

}  // namespace gymkhana
