// The README shows the stranger's project word for word, and names only presets that exist.
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(GYMKHANA_SOURCE_DIR) + "/" + path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the README's example is the project that is built and tested") {
  const std::string readme = read("README.md");
  for (const char* file : {"catch.h", "main.cpp", "CMakeLists.txt", "catch-ppo.ini"}) {
    CAPTURE(file);
    CHECK(readme.find("\n" + read(std::string("tests/consumer/") + file) + "```") != std::string::npos);
  }
}
