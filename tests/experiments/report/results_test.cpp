// What the repository keeps of the presets' runs: records, promises and RESULTS.md say the same.
#include <cmath>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "experiments/preset.h"
#include "experiments/report/records.h"
#include "experiments/stats/aggregate.h"
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
    const double measured = iqm(scores), iqm_promised = promised(preset, "iqm");
    CHECK(std::abs(measured - iqm_promised) <= 1e-3 * std::abs(measured) + 1e-9);  // it is rounded
    CHECK(promised(preset, "seeds") == static_cast<double>(runs.size()));
    CHECK(promised(preset, "steps") == runs[0].steps);
  }
}

TEST_CASE("every preset stands in RESULTS.md") {
  const std::string results = read_text(kExperiments / "RESULTS.md");
  for (const Preset& preset : standard_presets()) {
    CAPTURE(preset.name);
    CHECK(results.find("| " + preset.name + " |") != std::string::npos);
  }
}

}  // namespace
}  // namespace gymkhana
