// Replays numpy's own numbers, call by call: tests/golden/numpy_rng.json was recorded with numpy 1.24.2.
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "envs/core/random/rng.h"

namespace gymkhana {
namespace {

using Json = nlohmann::json;

/// The recorded runs of one generator.
Json recording(const std::string& generator) {
  std::ifstream file(GYMKHANA_SOURCE_DIR "/tests/golden/numpy_rng.json");
  return Json::parse(file).at(generator);
}

/// What `rng` gives for one recorded call, in the recording's form.
Json draw(Rng& rng, const std::string& method, const Json& arguments) {
  if (method == "random" || method == "rand") return rng.random();
  if (method == "uniform") return rng.uniform(arguments[0], arguments[1]);
  if (method == "integers" || method == "randint") return rng.integers(arguments[0], arguments[1]);
  if (method == "integers_endpoint") return rng.integers_endpoint(arguments[0], arguments[1]);
  if (method == "choice_n") return rng.choice(arguments[0].get<int>());
  if (method == "choice_p") return rng.choice(arguments.get<std::vector<double>>());
  if (method == "standard_normal") return rng.standard_normal();
  if (method == "exponential") return rng.exponential(arguments[0]);
  FAIL("the recording has a call that this test does not know: ", method);
  return {};
}

/// Every call in the order of the recording; returns how many numbers were compared.
std::size_t replay(Rng rng, const Json& calls) {
  std::size_t compared = 0;
  for (const Json& call : calls) {
    const std::string method = call[0];
    const Json& expected = call[2];
    CAPTURE(method);
    CAPTURE(call[1].dump());
    if (method == "permutation") {
      CHECK(Json(rng.permutation(call[1][0])) == expected);
    } else {
      for (const Json& number : expected) CHECK(draw(rng, method, call[1]) == number);
    }
    compared += expected.size();
  }
  return compared;
}

TEST_CASE("Rng gives numpy.random.default_rng's numbers") {
  for (const Json& run : recording("pcg64")) {
    CAPTURE(run["seed"].dump());
    const std::uint64_t seed = run["seed"];
    Rng raw(seed);
    for (const Json& word : run["raw_uint64"])
      CHECK(raw.next_uint64() == std::stoull(word.get<std::string>()));
    CHECK(replay(Rng(seed), run["calls"]) > 50);
  }
}

TEST_CASE("a legacy Rng gives numpy.random.RandomState's numbers") {
  for (const Json& run : recording("mt19937")) {
    CAPTURE(run["seed"].dump());
    CHECK(replay(Rng::legacy(run["seed"]), run["calls"]) > 20);
  }
}

}  // namespace
}  // namespace gymkhana
