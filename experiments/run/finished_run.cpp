#include "experiments/run/finished_run.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "experiments/run/logs/csv_table.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Json read_json(const fs::path& path) {
  Json document = Json::parse(read_file(path), nullptr, false);
  if (!document.is_object()) throw Error("\"" + path.string() + "\" is damaged");
  return document;
}

template <class T>
std::optional<T> maybe(const Json& document, const char* key) {
  return document.contains(key) ? std::optional(document[key].get<T>()) : std::nullopt;
}

constexpr double kMeanOfEpisodes = 100;  // episodes

// The column `name` over steps, where it has values, from the row on that has so many episodes.
LoggedCurve column(const CsvTable& table, const std::string& name, double from_episodes) {
  const auto steps = table.column("time/total_timesteps"), seconds = table.column("time/time_elapsed");
  const auto values = table.column(name), episodes = table.column("time/episodes");
  LoggedCurve logged;
  if (!steps || !seconds || !values) return logged;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (episodes && table.number(row, *episodes) < from_episodes) continue;
    const double value = table.number(row, *values);
    if (!std::isnan(value)) logged.add(table.number(row, *steps), value, table.number(row, *seconds));
  }
  return logged;
}

void read_result(const fs::path& directory, RunRecord& run) {
  const Json result = read_json(directory / "result.json");
  run.preset = result.at("name");
  run.env = result.at("env");
  run.algo = result.at("algo");
  run.seed = result.at("seed");
  run.steps = result.at("timesteps");
  run.seconds = result.at("seconds");
  run.threshold = maybe<double>(result, "reward_threshold");
  run.optimum = maybe<double>(result, "optimum");
  run.commit = result.at("commit");
  const Json& machine = result.at("machine");
  run.machine = machine.at("processor").get<std::string>() + ", " +
                std::to_string(machine.at("cores").get<int>()) + " cores, " +
                machine.at("system").get<std::string>();
}

void read_score(const fs::path& directory, RunRecord& run) {
  const Json score = read_json(score_of(directory));
  run.score = score.at("mean_reward");
  run.standard_error = score.at("standard_error");
  run.episodes = score.at("episodes");
}

}  // namespace

void LoggedCurve::add(double step, double value, double second) {
  if (!curve.steps.empty() && step <= curve.steps.back()) throw Error("steps do not ascend");
  curve.steps.push_back(step);
  curve.values.push_back(value);
  seconds.push_back(second);
}

ProgressCurves read_progress(const fs::path& path) {
  const CsvTable table = read_csv(path);
  try {
    // A mean of a few episodes could be luck; but it is all that a run of few episodes has.
    LoggedCurve training = column(table, "rollout/ep_rew_mean", kMeanOfEpisodes);
    if (training.curve.steps.empty()) training = column(table, "rollout/ep_rew_mean", 0);
    return {column(table, "eval/mean_reward", 0), std::move(training)};
  } catch (const Error& error) {
    throw Error("\"" + path.string() + "\" is damaged: " + error.what());
  }
}

fs::path score_of(const fs::path& run_directory) {
  return run_directory / "score.json";
}

RunRecord read_run(const fs::path& directory) {
  if (!fs::is_directory(directory)) throw Error("\"" + directory.string() + "\" is missing");
  RunRecord run;
  try {
    read_result(directory, run);
    read_score(directory, run);
  } catch (const Json::exception&) {  // a value is missing, or of another kind
    throw Error("\"" + (directory / "result.json").string() + "\" is damaged");
  }
  const fs::path progress = directory / "progress.csv";
  ProgressCurves curves = read_progress(progress);
  run.evaluations = std::move(curves.evaluations);
  run.training = std::move(curves.training);
  if (run.evaluations.curve.steps.empty()) throw Error("\"" + progress.string() + "\" holds no evaluation");
  return run;
}

}  // namespace gymkhana
