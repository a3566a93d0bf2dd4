#include "base/utf8.h"

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("UTF-8 is printed as it is") {
  for (const char* text : {"", "plain\ttext\r\n", "\u00e9\u20ac\U0001F600", "\uD7FF\uE000\U0010FFFF"})
    CHECK(printable(text) == text);
}

TEST_CASE("bytes that are not UTF-8 are replaced one by one") {
  CHECK(printable("a\xE9z") == "a\uFFFDz");
  CHECK(printable("\xC3") == "\uFFFD");
  CHECK(printable("\xC0\x80") == "\uFFFD\uFFFD");                      // longer than needed
  CHECK(printable("\xE0\x9F\xBF") == "\uFFFD\uFFFD\uFFFD");            // longer than needed
  CHECK(printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");            // a surrogate
  CHECK(printable("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond U+10FFFF
  CHECK(printable("\xE2\x82") == "\uFFFD\uFFFD");                      // cut off
}

TEST_CASE("control characters are replaced") {
  CHECK(printable("\x1b[31mred\x7f") == "\uFFFD[31mred\uFFFD");
  CHECK(printable(std::string("a\0b", 3)) == "a\uFFFDb");
}

}  // namespace
}  // namespace gymkhana
