// Schedules: values at known places, and how they are written.
#include "nn/schedule.h"

#include <stdexcept>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("schedules have the values that their names promise") {
  CHECK(Schedule(0.3)(0.5) == 0.3);
  const Schedule linear = Schedule::linear(0.001);
  CHECK(linear(1) == 0.001);
  CHECK(linear(0.25) == doctest::Approx(0.00025));
  CHECK(linear(0) == 0);
  CHECK(linear(-0.1) == 0);
  const Schedule exponential = Schedule::exponential(1, 0.01);
  CHECK(exponential(1) == 1);
  CHECK(exponential(0.5) == doctest::Approx(0.1));
  CHECK(exponential(0) == doctest::Approx(0.01));
  const Schedule ramp = Schedule::ramp(1, 0.05, 0.1);
  CHECK(ramp(1) == 1);
  CHECK(ramp(0.95) == doctest::Approx(0.525));
  CHECK(ramp(0.9) == doctest::Approx(0.05));
  CHECK(ramp(0.2) == 0.05);
}

TEST_CASE("schedules are read as they are printed") {
  for (const char* text : {"0.0003", "lin_0.001", "exp_0.001_1e-05", "ramp_1_0.05_0.1", "-2"}) {
    CAPTURE(text);
    CHECK(Schedule::parse(text).text() == text);
    CHECK(Schedule::parse(Schedule::parse(text).text()) == Schedule::parse(text));
  }
  CHECK(Schedule::parse("lin_0.001") == Schedule::linear(0.001));
  CHECK(Schedule::parse("2.5e-4")(1) == 0.00025);
}

TEST_CASE("what is no schedule is refused with the way to write one") {
  for (const char* text :
       {"", "lin", "lin_", "lin_a", "lin_1_2", "exp_1", "ramp_1_2", "cos_1", "1x", "_1", "nan"})
    CHECK_THROWS_AS(Schedule::parse(text), Error);
  CHECK_THROWS_WITH(Schedule::parse("linear_1"),
                    "\"linear_1\" is not a schedule; write 0.001, lin_0.001, exp_START_END or "
                    "ramp_START_END_FRACTION");
  CHECK_THROWS(Schedule::parse("exp_1_0"));
  CHECK_THROWS(Schedule::parse("ramp_1_0_0"));
  CHECK_THROWS(Schedule::parse("ramp_1_0_1.5"));
}

}  // namespace
}  // namespace gymkhana
