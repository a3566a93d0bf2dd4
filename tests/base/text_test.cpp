#include "base/text.h"

#include <vector>

#include <doctest/doctest.h>

#include "base/hash.h"

namespace gymkhana {
namespace {

TEST_CASE("figures for people") {
  CHECK(with_commas(7) == "7");
  CHECK(with_commas(123) == "123");
  CHECK(with_commas(1'234'567) == "1,234,567");
  CHECK(with_commas(-1'234) == "-1,234");
  CHECK(with_commas(-123) == "-123");
  CHECK(clock_time(7) == "0:07");
  CHECK(clock_time(754) == "12:34");
  CHECK(clock_time(3723) == "1:02:03");
  CHECK(join(std::vector<std::string>{"a", "b"}, ", ") == "a, b");
}

TEST_CASE("a text is cut by letters, not bytes") {
  CHECK(cut_to("5 ± 2", 4) == "5 ± ");
  CHECK(cut_to("5 ± 2", 3) == "5 ±");
  CHECK(cut_to("5 ± 2", 80) == "5 ± 2");
  CHECK(cut_to("5 ± 2", 0) == "");
}

TEST_CASE("hashes are FNV-1a's, whole or in pieces") {  // values of the authors' test suite
  CHECK(hash_text(hash_bytes("")) == "cbf29ce484222325");
  CHECK(hash_text(hash_bytes("a")) == "af63dc4c8601ec8c");
  CHECK(hash_text(hash_bytes("foobar")) == "85944171f73967e8");
  CHECK(hash_bytes("bar", hash_bytes("foo")) == hash_bytes("foobar"));
}

}  // namespace
}  // namespace gymkhana
