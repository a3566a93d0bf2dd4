#include "envs/core/archive.h"

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

struct Inner {
  int a = 0;
  std::vector<float> b;
  void serialize(Archive& archive) { archive(a, b); }
};

struct Outer {
  double x = 0;
  std::string name;
  std::array<int, 2> pair{};
  std::vector<Inner> inner;
  std::optional<bool> flag;
  void serialize(Archive& archive) { archive(x, name, pair, inner, flag); }
};

}  // namespace

TEST_CASE("what is saved is what is loaded") {
  const Outer saved{1.5, "pole", {3, 4}, {{7, {1.f, 2.f}}, {8, {}}}, true};
  Outer loaded;
  load_state(loaded, save_state(saved));
  CHECK(loaded.x == 1.5);
  CHECK(loaded.name == "pole");
  CHECK(loaded.pair == std::array{3, 4});
  REQUIRE(loaded.inner.size() == 2);
  CHECK(loaded.inner[0].b == std::vector{1.f, 2.f});
  CHECK(loaded.flag == true);
}

TEST_CASE("truncated, overlong and impossible states are refused") {
  std::vector<std::byte> bytes = save_state(Outer{.name = "cart"});
  Outer outer;
  auto longer = bytes;
  longer.push_back(std::byte{0});
  CHECK_THROWS_AS(load_state(outer, longer), Error);
  bytes.pop_back();
  CHECK_THROWS_AS(load_state(outer, bytes), Error);
  std::vector<std::byte> huge(save_state(Outer{}));
  huge[8 + 7] = std::byte{0x7f};  // the top byte of the string's length
  CHECK_THROWS_AS(load_state(outer, huge), Error);
}
