// What the repository keeps of the presets' runs: records, promises and RESULTS.md say the same.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "experiments/report/document.h"
#include "experiments/report/records.h"
#include "experiments/report/summary.h"
#include "experiments/settings/preset.h"
#include "experiments/stats/aggregate.h"
#include "experiments/stats/bootstrap.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

const std::filesystem::path kExperiments = std::filesystem::path(GYMKHANA_SOURCE_DIR) / "experiments";

double promised(const PresetSettings& preset, const std::string& key) {
  for (const auto& [name, value] : preset.settings) {
    if (name == "expect." + key) return std::stod(value);
  }
  FAIL_CHECK(preset.name << " promises no " << key);
  return 0;
}

TEST_CASE("presets promise what their recorded runs have scored") {
  for (const std::vector<RunRecord>& runs : read_records({kExperiments / "results/records"})) {
    CAPTURE(runs[0].preset);
    const PresetSettings preset = load_preset(runs[0].preset);
    std::vector<double> scores;
    for (const RunRecord& run : runs) scores.push_back(run.score);
    const Estimate measured = bootstrap(scores, iqm);
    const auto check = [&](const std::string& key, double value) {  // promises are rounded
      CAPTURE(key);
      const double scale = std::max(std::abs(value), std::abs(measured.value));
      CHECK(std::abs(value - promised(preset, key)) <= 1e-3 * scale + 1e-9);
    };
    check("iqm", measured.value);
    if (measured.bounds) {
      check("low", measured.bounds->low);
      check("high", measured.bounds->high);
    }
    CHECK(promised(preset, "seeds") == static_cast<double>(runs.size()));
    CHECK(promised(preset, "steps") == runs[0].steps);
  }
}

TEST_CASE("RESULTS.md tells what the records do, of every preset") {
  const std::string results = read_text(kExperiments / "RESULTS.md");
  const BenchSummary summary = summarize_bench(read_records({kExperiments / "results/records"}),
                                               parse_anchors(standard_anchors_text(), "anchors.ini"), {});
  Document tables = {score_table(summary), speed_table(summary), anchor_table(summary)};
  for (const Comparison& comparison : summary.comparisons) {
    tables.push_back(comparison_table(comparison));
    tables.push_back(improvement_table(comparison));
  }
  std::istringstream lines(to_markdown(tables));
  for (std::string line; std::getline(lines, line);)
    CHECK_MESSAGE(results.find(line) != std::string::npos, line);
  for (const Preset& preset : standard_presets()) {
    CAPTURE(preset.name);
    const auto is_it = [&preset](const PresetSummary& summary) { return summary.name == preset.name; };
    CHECK(std::ranges::any_of(summary.presets, is_it));
  }
}

TEST_CASE("the pictures of RESULTS.md are there, and no others") {
  const std::string results = read_text(kExperiments / "RESULTS.md");
  std::set<std::string> shown, there;
  const std::regex link("\\]\\(results/([^)]*\\.svg)\\)");
  for (std::sregex_iterator match(results.begin(), results.end(), link), end; match != end; ++match)
    shown.insert((*match)[1]);
  for (const auto& entry : std::filesystem::directory_iterator(kExperiments / "results"))
    if (entry.path().extension() == ".svg") there.insert(entry.path().filename());
  CHECK(shown == there);
}

}  // namespace
}  // namespace gymkhana
