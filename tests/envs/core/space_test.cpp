#include "envs/core/space.h"

#include <limits>

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("spaces print as in Gymnasium") {
  CHECK(to_string(box(3, -1, 1)) == "Box(-1, 1, (3,), float32)");
  CHECK(to_string(symmetric_box({1, 2})) == "Box([-1 -2], [1 2], (2,), float32)");
  CHECK(to_string(bytes({8, 6, 3})) == "Box(0, 255, (8, 6, 3), uint8)");
  CHECK(to_string(Discrete{4}) == "Discrete(4)");
  CHECK(to_string(Discrete{4, -1}) == "Discrete(4, start=-1)");
  CHECK(to_string(MultiDiscrete{{2, 3}}) == "MultiDiscrete(2,3)");
  CHECK(to_string(Composite{Composite::Kind::dict, {{"image", bytes({2})}, {"dir", Discrete{4}}}}) ==
        "Dict(image: Box(0, 255, (2,), uint8), dir: Discrete(4))");
  CHECK(to_string(Composite{Composite::Kind::tuple, {{"0", Discrete{2}}}}) == "Tuple(Discrete(2))");
}

TEST_CASE("the leaves of nested spaces lie in order, named by their path") {
  const Composite inner{Composite::Kind::tuple, {{"0", MultiBinary{5}}, {"1", MultiDiscrete{{2, 3}}}}};
  const Space space = Composite{Composite::Kind::dict, {{"image", bytes({4, 4, 3})}, {"rest", inner}}};
  const std::vector<Part> leaves = parts(space);
  REQUIRE(leaves.size() == 3);
  CHECK(leaves[0].name == "image");
  CHECK(leaves[0].size == 48);
  CHECK(leaves[0].dtype == DType::uint8);
  CHECK(leaves[1].name == "rest.0");
  CHECK(leaves[1].size == 5);
  CHECK(leaves[2].name == "rest.1");
  CHECK(leaves[2].dtype == DType::int32);
}

TEST_CASE("a space contains what it says") {
  const auto holds = [](const Space& space, int i, double value) {
    return contains(parts(space).front(), i, value);
  };
  CHECK(holds(symmetric_box({1, 2}), 1, -2));
  CHECK_FALSE(holds(symmetric_box({1, 2}), 0, 1.5));
  CHECK_FALSE(holds(box(1, 0, 1), 0, std::numeric_limits<double>::quiet_NaN()));
  CHECK(holds(Discrete{3, 1}, 0, 3));
  CHECK_FALSE(holds(Discrete{3, 1}, 0, 0));
  CHECK_FALSE(holds(MultiDiscrete{{2, 3}}, 0, 2));
  CHECK(holds(MultiDiscrete{{2, 3}}, 1, 2));
  CHECK_FALSE(holds(MultiBinary{2}, 0, 2));
}
