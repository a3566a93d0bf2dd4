#include "envs/core/fields.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace gymkhana;

namespace {

struct Config {
  bool flag = false;
  int count = 4;
  double rate = 0.5;
  std::string mode = "slow";
  std::vector<int> sizes = {64, 64};
  double goal = 1, pull = 10;

  Fields fields() {
    return {field("flag", flag, "a switch"),
            field("count", count, "how many", at_least(1)),
            field("rate", rate, "how fast", {.low = 0, .high = 1, .open_high = true}),
            choice("mode", mode, {"slow", "fast"}, "which way"),
            field("sizes", sizes, "layers", at_least(1)),
            field("goal", goal, "where to stop", {.infinite = true}),
            field("pull", pull, "gravity")};
  }
  std::string complaint(const std::string& name, const std::string& value) {
    Fields all = fields();
    try {
      set_field(all, "config", name, value);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
};

template <class T>
T parsed(const std::string& text) {
  T value{};
  parse(text, value);
  return value;
}

}  // namespace

TEST_CASE("text becomes values") {
  Config config;
  for (const auto& [name, value] : Settings{{"flag", "true"},
                                            {"count", "1e5"},
                                            {"rate", "0.25"},
                                            {"mode", "fast"},
                                            {"sizes", "32, 16"},
                                            {"goal", "inf"}}) {
    CHECK(config.complaint(name, value) == "");
  }
  CHECK(config.flag);
  CHECK(config.count == 100'000);
  CHECK(config.rate == 0.25);
  CHECK(config.mode == "fast");
  CHECK(config.sizes == std::vector{32, 16});
}

TEST_CASE("values become text that reads back as the same") {
  for (const double number : {0.1, 1e-300, 3.0, -7.25, 1.0 / 3})
    CHECK(parsed<double>(print(number)) == number);
  CHECK(print(0.1f) == "0.1");
  CHECK(print(true) == "true");
  CHECK(parsed<std::vector<int>>(print(std::vector{1, 2})) == std::vector{1, 2});
  CHECK(parsed<std::vector<int>>("").empty());
  Config config;
  CHECK(to_settings(config.fields()) == Settings{{"flag", "false"},
                                                 {"count", "4"},
                                                 {"rate", "0.5"},
                                                 {"mode", "slow"},
                                                 {"sizes", "64,64"},
                                                 {"goal", "1"},
                                                 {"pull", "10"}});
}

TEST_CASE("errors name the setting, the value and what is allowed") {
  Config config;
  CHECK(config.complaint("count", "0") == "config: count = \"0\": must be >= 1 (how many)");
  CHECK(config.complaint("rate", "1") == "config: rate = \"1\": must be in [0, 1) (how fast)");
  CHECK(config.complaint("count", "1.5") == "config: count = \"1.5\": expected a whole number (how many)");
  CHECK(config.complaint("count", "") == "config: count = \"\": expected a whole number (how many)");
  CHECK(config.complaint("rate", "x").find("expected a number") != std::string::npos);
  CHECK(config.complaint("rate", "nan").find("must be in [0, 1)") != std::string::npos);
  CHECK(config.complaint("flag", "yes").find("expected true or false") != std::string::npos);
  CHECK(config.complaint("mode", "fats").find("did you mean \"fast\"") != std::string::npos);
  CHECK(config.complaint("cuont", "3").find("did you mean \"count\"") != std::string::npos);
  CHECK(config.complaint("count", "1e15") ==
        "config: count = \"1e15\": must not be beyond 2147483647 (how many)");
  CHECK(config.complaint("sizes", "8,0") == "config: sizes = \"8,0\": must be >= 1 (layers)");
  CHECK(config.complaint("sizes", "8,").find("before and after each comma") != std::string::npos);
  CHECK(config.complaint("sizes", ",8").find("before and after each comma") != std::string::npos);
  CHECK(config.complaint("sizes", "[8,8]").find("no brackets, such as 64,64") != std::string::npos);
  CHECK(config.sizes == std::vector{64, 64});
  CHECK_THROWS_WITH(parsed<std::int64_t>("1e16"), "must not be beyond 9e+15");
  CHECK(config.complaint("pull", "inf") == "config: pull = \"inf\": must be finite (gravity)");
  CHECK(config.count == 4);  // what was refused changed nothing
  CHECK(config.rate == 0.5);
}

TEST_CASE("ranges say what they contain") {
  CHECK(between(0, 1).to_string() == "[0, 1]");
  CHECK(above(0).to_string() == "> 0");
  CHECK(Range{}.to_string() == "");
  CHECK_FALSE(above(0).contains(0));
  CHECK(between(0, 1).contains(1));
}
