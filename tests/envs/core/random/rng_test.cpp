// Rng beyond the recording: known first numbers, edges of ranges, tails, saving, copies and streams.
#include "envs/core/random/rng.h"

#include <limits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

TEST_CASE("PCG64 gives the known first words of seeds 0 and 42") {
  const std::vector<std::pair<int, std::vector<std::uint64_t>>> first_words = {
      {0, {0xa30febcfd9c2825f, 0x4510bdf882d9d721, 0x0a7d3da94ecde8b8}},
      {42, {0xc621fbcd16d92688, 0x705a5661a791ffc1, 0xdbcd12c26eda1624}}};
  for (const auto& [seed, words] : first_words) {
    Rng rng(seed);
    for (std::uint64_t word : words) CHECK(rng.next_uint64() == word);
  }
}

TEST_CASE("uniform gives the first states of Gymnasium's CartPole") {
  const std::vector<std::pair<int, std::vector<double>>> resets = {
      {42, {0.0273956, -0.00611216, 0.03585979, 0.0197368}},
      {43, {0.01522993, -0.04562247, -0.04799704, 0.03392126}},
      {123, {0.01823519, -0.0446179, -0.02796401, -0.03156282}}};
  for (const auto& [seed, state] : resets) {
    Rng rng(seed);
    for (double value : state) CHECK(rng.uniform(-0.05, 0.05) == doctest::Approx(value).epsilon(1e-6));
  }
}

TEST_CASE("32-bit draws use both halves of a word, and other draws leave the second half waiting") {
  Rng rng(0);
  CHECK(rng.next_uint32() == 0xd9c2825f);
  CHECK(rng.next_uint64() == 0x4510bdf882d9d721);
  CHECK(rng.next_uint32() == 0xa30febcf);
  CHECK(rng.next_uint32() == 0x4ecde8b8);
}

TEST_CASE("integers at the edges of 32 and 64 bits are numpy's") {
  CHECK(Rng(2).integers(0, 4294967295) == 3597359296);
  CHECK(Rng(2).integers(0, 4294967296) == 3597359297);
  CHECK(Rng(2).integers(0, std::int64_t{1} << 40) == 287645583574);
  CHECK(Rng(2).integers_endpoint(lowest, highest) == -4397479949780690751);
}

TEST_CASE("integers that would be biased are drawn again, as numpy does") {
  Rng rng(0);
  for (std::int64_t value :
       std::vector<std::int64_t>{2740052423, 2051797211, 1646485848, 131984958, 242365461, 53239240}) {
    CHECK(rng.integers(0, std::int64_t{3} << 30) == value);
  }
  for (std::int64_t value : {6314013200959933085, 4196420588075033327, 5046313636171151833,
                             3760541658613198823, 6468390634498590712, 5643690642939843772}) {
    CHECK(rng.integers(0, std::int64_t{3} << 61) == value);
  }
}

TEST_CASE("one possible integer costs no draw, none is an error") {
  Rng rng(1), legacy = Rng::legacy(1);
  CHECK(rng.integers(7, 8) == 7);
  CHECK(rng.integers_endpoint(highest, highest) == highest);
  CHECK(rng == Rng(1));
  for (Rng* each : {&rng, &legacy}) {
    CHECK_THROWS_WITH_AS(each->integers(7, 7), "no integer to draw from [7, 7): low must be below high",
                         Error);
    CHECK_THROWS_AS(each->integers(0, lowest), Error);
    CHECK_THROWS_AS(each->integers_endpoint(8, 7), Error);
    CHECK_THROWS_AS(each->choice(0), Error);
  }
}

TEST_CASE("normals and exponentials are numpy's far out in the tails") {
  std::vector<double> normals(20000);
  Rng(0).fill_standard_normal(normals);
  CHECK(normals[303] == -3.772275156122734);  // 303, 478 and 10477: the first beyond the ziggurat's last edge
  CHECK(normals[478] == -3.899421730054339);
  CHECK(normals[10477] == 3.945549686526577);
  CHECK(normals[19999] == 0.15540730975754227);

  Rng rng(0);
  std::vector<double> exponentials(20000);
  for (double& value : exponentials) value = rng.exponential();
  CHECK(exponentials[295] == 8.128754306660403);  // again the first two beyond the edge
  CHECK(exponentials[764] == 8.151022932765095);
  CHECK(exponentials[19999] == 0.018791392877170333);
}

TEST_CASE("filling a span is drawing one by one, in both generators and both precisions") {
  for (const Rng& start : {Rng(5), Rng::legacy(5)}) {
    Rng filling = start, drawing = start;
    std::vector<double> normals(100), uniforms(100);
    std::vector<float> rounded_normals(100), rounded_uniforms(100);
    filling.fill_standard_normal(normals);
    filling.fill_uniform(uniforms, -2, 3);
    filling.fill_standard_normal(rounded_normals);
    filling.fill_uniform(rounded_uniforms, -2, 3);
    for (double value : normals) CHECK(value == drawing.standard_normal());
    for (double value : uniforms) CHECK(value == drawing.uniform(-2, 3));
    for (float value : rounded_normals) CHECK(value == static_cast<float>(drawing.standard_normal()));
    for (float value : rounded_uniforms) CHECK(value == static_cast<float>(drawing.uniform(-2, 3)));
    CHECK(filling == drawing);
  }
}

TEST_CASE("a number on the border of two weights belongs to the second") {
  CHECK(choose_by_weight(std::vector{1.0, 1.0}, 0.5) == 1);
  CHECK(choose_by_weight(std::vector{0.0, 1.0}, 0.0) == 1);
}

TEST_CASE("choice by weight takes any positive sum and never an impossible index") {
  Rng rng(0), twin(0);
  const std::vector<double> weights = {0, 3, 0, 1, 0};
  for (int i = 0; i < 100; ++i) CHECK(rng.choice(weights) == (twin.random() < 0.75 ? 1 : 3));
  CHECK_THROWS_AS(rng.choice(std::vector<double>{}), Error);
  CHECK_THROWS_AS(rng.choice(std::vector<double>{0, 0}), Error);
  CHECK_THROWS_AS(rng.choice(std::vector<double>{1, -1, 1}), Error);
  CHECK_THROWS_AS(rng.choice(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN()}), Error);
}

TEST_CASE("samples and shuffles are numpy's") {
  Rng rng(1);
  CHECK(rng.choice_without_replacement(10, 4) == std::vector{6, 4, 9, 3});
  std::vector<int> many = rng.choice_without_replacement(20000, 401);  // a large share: the other algorithm
  many.resize(4);
  CHECK(many == std::vector{11860, 10974, 15518, 13446});
  CHECK(rng.random() == 0.8612666847869941);
  CHECK_THROWS_AS(rng.choice_without_replacement(3, 4), Error);

  std::vector<char> letters = {'a', 'b', 'c', 'd', 'e'};
  Rng(3).shuffle(letters);
  CHECK(letters == std::vector{'e', 'c', 'b', 'd', 'a'});
}

TEST_CASE("a saved generator goes on where it was, with half a word waiting") {
  for (const Rng& start : {Rng(7), Rng::legacy(7)}) {
    Rng rng = start;
    rng.next_uint32();
    rng.standard_normal();
    for (Rng loaded : {Rng(1), Rng::legacy(1)}) {
      load_state(loaded, save_state(rng));
      CHECK(loaded == rng);
      CHECK(loaded.is_legacy() == start.is_legacy());
      Rng going_on = rng;
      CHECK(loaded.next_uint32() == going_on.next_uint32());
      CHECK(loaded.standard_normal() == going_on.standard_normal());
    }
  }
}

TEST_CASE("a copy goes on alone") {
  for (Rng original : {Rng(7), Rng::legacy(7)}) {
    Rng copy = original, assigned(0);
    assigned = original;
    const double first = original.random();
    CHECK(copy != original);
    CHECK(copy.random() == first);
    CHECK(assigned.random() == first);
    CHECK(copy == original);
  }
}

TEST_CASE("a half that was used up does not make equal generators differ") {
  Rng rng(0), other(0);
  rng.next_uint32();
  rng.next_uint32();
  other.next_uint64();
  CHECK(rng == other);
}

TEST_CASE("streams differ by key, and by the seed alone without one") {
  CHECK(Rng::spawn(42, {0}).random() == 0.9167441575549085);
  CHECK(Rng::spawn(42, {1}).random() == 0.4674907799518424);
  CHECK(Rng::spawn(42, {0, 1}) != Rng::spawn(42, {1, 0}));
  CHECK(Rng::spawn(42, {}) == Rng(42));
}

TEST_CASE("a legacy Rng draws everything from RandomState") {
  Rng rng = Rng::legacy(11);
  LegacyRng state(11);
  CHECK(rng.is_legacy());
  CHECK(rng.next_uint32() == state.next_uint32());
  CHECK(rng.next_uint64() == state.next_uint64());
  CHECK(rng.integers(-5, 5) == state.randint(-5, 5));
  CHECK(rng.normal(1, 2) == 1 + 2 * state.standard_normal());
  CHECK(rng.exponential(3) == 3 * state.standard_exponential());
  CHECK(rng.choice_without_replacement(9, 9) == state.permutation(9));
  CHECK_THROWS_AS(Rng::legacy(4294967296), Error);
}

}  // namespace
}  // namespace gymkhana
