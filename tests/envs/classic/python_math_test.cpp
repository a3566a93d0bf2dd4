#include "envs/classic/python_math.h"

#include <cmath>
#include <initializer_list>
#include <utility>

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("x ** 2 is Python's, also where x * x rounds the other way") {
  // In Python, 4.54835041275606 ** 2 is ...217, and 4.54835041275606 * 4.54835041275606 is ...22.
  for (const auto& [x, square] : {std::pair{4.54835041275606, 20.687491477218217},
                                  std::pair{-1.8628495419060584, 3.4702084157796116},
                                  {4.556945540800179, 20.765752661818635},
                                  std::pair{-7.444104169276224, 55.41468688303567}}) {
    CAPTURE(x);
    CHECK(python_square(x) == square);
    CHECK(x * x != square);
  }
}

TEST_CASE("pow is only asked where it can differ from x * x") {
  for (int i = 1; i < 100000; ++i) {
    const double x = std::sqrt(i * 0.37) - 90;
    REQUIRE(python_square(x) == python_power(x, 2));
  }
  CHECK(python_square(0) == 0);
  CHECK(python_square(-3) == 9);
}
