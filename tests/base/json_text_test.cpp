#include "base/json_text.h"

#include <limits>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("numbers are Python's repr") {
  CHECK(json_number(1) == "1.0");
  CHECK(json_number(-0.0) == "-0.0");
  CHECK(json_number(0.1) == "0.1");
  CHECK(json_number(0.1f) == "0.10000000149011612");
  CHECK(json_number(2.4643970846227603e-06) == "2.4643970846227603e-06");
  CHECK(json_number(0.0001) == "0.0001");
  CHECK(json_number(0.00001) == "1e-05");
  CHECK(json_number(1e15) == "1000000000000000.0");
  CHECK(json_number(1e16) == "1e+16");
  CHECK(json_number(123456.75) == "123456.75");
  CHECK(json_number(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(json_number(-std::numeric_limits<double>::infinity()) == "-Infinity");
}

TEST_CASE("text is quoted and escaped") {
  CHECK(json_string("go to the \"red\" door\n") == R"("go to the \"red\" door\u000a")");
}

}  // namespace
}  // namespace gymkhana
