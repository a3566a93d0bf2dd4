#include "base/error.h"

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("an unknown word names its nearest neighbour") {
  const std::vector<std::string> words = {"train", "trace", "resume"};
  CHECK(nearest("trian", words) == "train");
  CHECK(nearest("RESUME", words) == "resume");
  CHECK(nearest("resu", words) == "resume");
  CHECK(nearest("tra", words) == "train");
  CHECK(nearest("zzzzzz", words).empty());
  CHECK(std::string(unknown_word("verb", "trian", words).what()) ==
        "unknown verb \"trian\"; did you mean \"train\"?");
  CHECK(std::string(unknown_word("verb", "xyzzy", words).what()) ==
        "unknown verb \"xyzzy\"; known: train trace resume");
}
