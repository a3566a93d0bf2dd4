#include "experiments/report/records.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/core.h>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kPoints = 50;  // of a curve of training returns

double six_digits(double value) {
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

// Evenly spaced ones of the points, the first and the last among them, and the one that first reaches the
// threshold: when that was must not depend on how much is kept.
LoggedCurve thinned(const LoggedCurve& logged, const std::optional<double>& threshold) {
  const std::size_t all = logged.seconds.size();
  if (all <= kPoints) return logged;
  std::set<std::size_t> points;
  for (std::size_t i = 0; i < kPoints; ++i) points.insert(i * (all - 1) / (kPoints - 1));
  if (threshold) {
    if (const auto first = first_reaching(logged.curve, *threshold)) points.insert(*first);
  }
  LoggedCurve kept;
  for (const std::size_t point : points)
    kept.add(logged.curve.steps[point], logged.curve.values[point], logged.seconds[point]);
  return kept;
}

OrderedJson points_of(const LoggedCurve& logged) {
  OrderedJson values = OrderedJson::array(), seconds = OrderedJson::array();
  for (const double value : logged.curve.values) values.push_back(six_digits(value));
  for (const double second : logged.seconds) seconds.push_back(six_digits(second));
  return {{"steps", logged.curve.steps}, {"values", values}, {"seconds", seconds}};
}

OrderedJson record_of(const RunRecord& run) {
  return {{"seed", run.seed},
          {"score", run.score},
          {"standard_error", run.standard_error},
          {"episodes", run.episodes},
          {"steps", run.steps},
          {"seconds", run.seconds},
          {"commit", run.commit},
          {"machine", run.machine},
          {"evaluations", points_of(run.evaluations)},
          {"training", points_of(thinned(run.training, run.threshold))}};
}

LoggedCurve curve_of(const OrderedJson& json) {
  const std::vector<double> steps = json.at("steps"), values = json.at("values"),
                            seconds = json.at("seconds");
  if (values.size() != steps.size() || seconds.size() != steps.size())
    throw Error("a curve has more steps than values");
  LoggedCurve logged;
  for (std::size_t i = 0; i < steps.size(); ++i) logged.add(steps[i], values[i], seconds[i]);
  return logged;
}

std::optional<double> maybe(const OrderedJson& json, const char* key) {
  return json.contains(key) ? std::optional<double>(json[key]) : std::nullopt;
}

RunRecord run_of(const OrderedJson& json, RunRecord run) {
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
  const OrderedJson json = OrderedJson::parse(read_file(file), nullptr, false);
  try {
    if (json.is_discarded()) throw Error("it is not JSON");
    RunRecord common;
    common.preset = json.at("preset");
    common.env = json.at("environment");
    common.algo = json.at("algo");
    common.threshold = maybe(json, "threshold");
    common.optimum = maybe(json, "optimum");
    for (const auto& [key, value] : json.at("settings").items()) common.settings.emplace_back(key, value);
    std::vector<RunRecord> runs;
    for (const OrderedJson& run : json.at("runs")) runs.push_back(run_of(run, common));
    if (runs.empty()) throw Error("it has no runs");
    return runs;
  } catch (const std::exception& error) {
    throw Error("\"" + file.string() + "\" holds no records of a bench, or is damaged (" + error.what() +
                "); benches keep theirs in records/PRESET.json");
  }
}

std::vector<fs::path> files_at(const fs::path& place) {
  if (fs::is_directory(place / "records")) return files_at(place / "records");
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(place)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) throw Error("\"" + place.string() + "\" holds no records of a bench: no PRESET.json");
  std::sort(files.begin(), files.end());
  return files;
}

// What two runs of one preset do not have in common: "gamma = 0.9, before it was 0.99"; empty when nothing. A
// setting that only one of them knows is younger than the other.
std::string difference(const RunRecord& run, const RunRecord& before) {
  const auto says = [](const std::string& what, const std::string& now, const std::string& then) {
    return what + " = " + now + ", before it was " + then;
  };
  if (run.env != before.env) return says("env", run.env, before.env);
  if (run.algo != before.algo) return says("algo", run.algo, before.algo);
  for (const auto& [key, value] : run.settings) {
    for (const auto& [name, other] : before.settings) {
      if (name == key && other != value) return says(key, value, other);
    }
  }
  return "";
}

// Adds the run to those of its preset, where none may have its seed, or other settings.
void add(const RunRecord& run, const fs::path& file, std::vector<RunRecord>& others) {
  for (const RunRecord& other : others) {
    if (other.seed == run.seed)
      throw Error("\"" + file.string() + "\" holds seed " + std::to_string(run.seed) + " of " + run.preset +
                  " once more; name it once");
    if (const std::string differs = difference(run, other); !differs.empty())
      throw Error("\"" + file.string() + "\" holds runs of " + run.preset + " with " + differs +
                  "; name one of the two");
  }
  others.push_back(run);
}

}  // namespace

std::string to_records(const std::vector<RunRecord>& runs) {
  const RunRecord& first = runs.front();
  OrderedJson json = {{"preset", first.preset}, {"environment", first.env}, {"algo", first.algo}};
  if (first.threshold) json["threshold"] = *first.threshold;
  if (first.optimum) json["optimum"] = *first.optimum;
  json["settings"] = OrderedJson::object();
  for (const auto& [key, value] : first.settings) json["settings"][key] = value;
  std::string text = json.dump();
  text.back() = ',';
  text += "\n\"runs\": [";
  for (const RunRecord& run : runs) text += (&run == &first ? "\n" : ",\n") + record_of(run).dump();
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
