// Actions are cut to the bounds of their Box, and only there.
#include "replay/action_bounds.h"

#include <limits>

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("values are cut to the bounds of their own number") {
  const float any = std::numeric_limits<float>::infinity();
  const Space space = box({-1, -any}, {2, 0.5f});
  ActionBatch chosen(space, 2), out(space, 1);
  chosen.values(1)[0] = 3;
  chosen.values(1)[1] = -100;
  const ActionBounds bounds(space);
  REQUIRE(bounds.bounded());
  bounds.clip(chosen, 1, 1, out);
  CHECK(out.values(0)[0] == 2);
  CHECK(out.values(0)[1] == -100);
  CHECK(chosen.values(1)[0] == 3);
}

TEST_CASE("indices and Boxes without bounds have nothing to cut") {
  const float any = std::numeric_limits<float>::infinity();
  CHECK_FALSE(ActionBounds(Discrete{3}).bounded());
  CHECK_FALSE(ActionBounds(box(2, -any, any)).bounded());
}
