// What the README says holds: the user's project word for word, RESULTS.md's scores.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "experiments/settings/preset.h"

namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(GYMKHANA_SOURCE_DIR) + "/" + path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the README's example is the project that is built and tested") {
  const std::string readme = read("README.md");
  for (const char* file : {"catch.h", "reward_scale.h", "main.cpp", "CMakeLists.txt", "catch-ppo.ini"}) {
    CAPTURE(file);
    CHECK(readme.find("\n" + read(std::string("tests/consumer/") + file) + "```") != std::string::npos);
  }
}

TEST_CASE("the README's results are those of RESULTS.md") {
  const std::string readme = read("README.md"), results = read("experiments/RESULTS.md");
  const std::size_t table = readme.find("| preset |", readme.find("## Results"));
  std::istringstream rows(readme.substr(table, readme.find("\n\n", table) - table));
  int checked = 0;
  for (std::string row; std::getline(rows, row);) {
    std::istringstream cells(row);
    std::string preset, steps, score;
    std::getline(cells, preset, '|');  // before the first
    std::getline(cells, preset, '|');
    std::getline(cells, steps, '|');
    std::getline(cells, score, '|');
    preset = preset.substr(1, preset.find_first_of(" ,", 1) - 1);
    const auto called_so = [&preset](const gymkhana::Preset& each) { return each.name == preset; };
    const auto& presets = gymkhana::standard_presets();
    if (std::none_of(presets.begin(), presets.end(), called_so)) continue;  // the head, "the same"
    CAPTURE(row);
    const std::size_t place = results.find("\n| " + preset + " |");
    REQUIRE(place != std::string::npos);
    const std::string there = results.substr(place, results.find('\n', place + 1) - place);
    CHECK(there.find(score.substr(0, score.size() - 1)) != std::string::npos);
    ++checked;
  }
  CHECK(checked > 5);
}
