#include "envs/core/action.h"

#include <array>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "base/error.h"
#include "envs/core/random/rng.h"

using namespace gymkhana;

namespace {

std::string complaint(const Space& space, const Action& action) {
  try {
    check_action(space, action);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("each slot has its own column") {
  ActionBatch choice(Discrete{4}, 3), several(MultiDiscrete{{2, 5}}, 3), values(box(2, -1, 1), 3);
  choice.index(2) = 3;
  several.indices(1)[1] = 4;
  values.values(2)[0] = 0.5f;
  CHECK(choice[2].index() == 3);
  CHECK(several[1].indices()[1] == 4);
  CHECK(values[2].values()[0] == 0.5f);
  CHECK(values.continuous());
  CHECK(several.width() == 2);
  CHECK_THROWS_AS(ActionBatch(Composite{{}, {{"a", Discrete{2}}, {"b", Discrete{2}}}}, 1), Error);
}

TEST_CASE("actions are set, copied, saved and loaded, whatever their kind") {
  const std::array<float, 2> pair = {0.25f, -1};
  ActionBatch values(box(2, -1, 1), 3), loaded(box(2, -1, 1), 3), one(box(2, -1, 1), 1);
  values.set(0, Action(std::span<const float>(pair)));
  values.copy(1, values, 0, 2);
  CHECK(values[1].values()[1] == -1);
  load_state(loaded, save_state(values));
  CHECK(loaded[0].values()[0] == 0.25f);
  CHECK_THROWS_AS(load_state(one, save_state(values)), Error);
  ActionBatch choice(Discrete{4}, 2), several(MultiDiscrete{{2, 5}}, 2);
  choice.set(1, Action(3));
  CHECK(choice[1].index() == 3);
  const std::array<std::int32_t, 2> both = {1, 4};
  several.set(1, Action(std::span<const std::int32_t>(both)));
  CHECK(several[1].indices()[1] == 4);
}

TEST_CASE("random actions are in their space and reach all of it") {
  Rng rng(1);
  const Space several = MultiDiscrete{{2, 3}}, shifted = Discrete{3, -1}, bounded = box({-1, 5}, {1, 6});
  ActionBatch a(several, 1), b(shifted, 1), c(bounded, 1);
  std::array<int, 3> seen{};
  for (int i = 0; i < 200; ++i) {
    sample_action(several, rng, a, 0);
    sample_action(shifted, rng, b, 0);
    sample_action(bounded, rng, c, 0);
    CHECK(complaint(several, a[0]) == "");
    CHECK(complaint(shifted, b[0]) == "");
    CHECK((c[0].values()[1] >= 5 && c[0].values()[1] < 6));
    ++seen[b[0].index() + 1];
  }
  for (const int count : seen) CHECK(count > 40);
}

TEST_CASE("errors name the first number that does not fit") {
  const std::array<float, 2> fine = {1, 0}, wide = {0, 3},
                             broken = {0, std::numeric_limits<float>::quiet_NaN()};
  CHECK(complaint(Discrete{2}, 2) == "action 2 is not in Discrete(2)");
  CHECK(complaint(Discrete{2}, 1) == "");
  CHECK(complaint(box(2, -1, 1), Action(std::span<const float>(fine))) == "");
  CHECK(complaint(box(2, -1, 1), Action(std::span<const float>(wide))).find("action 3 (number 1)") !=
        std::string::npos);
  CHECK(complaint(box(2, -1, 1), Action(std::span<const float>(broken))).find("(number 1)") !=
        std::string::npos);
  CHECK(complaint(box(3, -1, 1), Action(std::span<const float>(fine))).find("takes 3") != std::string::npos);
}
