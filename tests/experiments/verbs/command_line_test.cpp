#include "experiments/verbs/command_line.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace gymkhana {
namespace {

CommandLine parse(std::vector<const char*> words) {
  words.insert(words.begin(), "gymkhana");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST_CASE("flags keep their order, and words are what is no flag") {
  const CommandLine line = parse({"train", "--gamma", "0.9", "cartpole-ppo", "--env.g=9.81"});
  CHECK(line.verb == "train");
  CHECK(line.words == std::vector<std::string>{"cartpole-ppo"});
  CHECK(line.flags == Settings{{"gamma", "0.9"}, {"env.g", "9.81"}});
  CHECK_FALSE(line.help);
}

TEST_CASE("a value may begin with a minus sign, or be empty") {
  CHECK(parse({"trace", "--env.goal_velocity", "-0.02"}).flags == Settings{{"env.goal_velocity", "-0.02"}});
  CHECK(parse({"train", "--policy.net_arch="}).flags == Settings{{"policy.net_arch", ""}});
}

TEST_CASE("--help and --version stand alone") {
  CHECK(parse({"train", "--help"}).help);
  CHECK(parse({"-h"}).help);
  CHECK(parse({"--version"}).version);
}

TEST_CASE("flags without a value, a name, or in short form are refused") {
  CHECK_THROWS_WITH_AS(parse({"train", "--gamma"}), "--gamma needs a value; write --gamma VALUE", Error);
  CHECK_THROWS_AS(parse({"train", "--", "3"}), Error);
  CHECK_THROWS_AS(parse({"train", "-n", "3"}), Error);
}

TEST_CASE("split_off takes one section out of the flags") {
  Settings flags = {{"env.g", "9.81"}, {"gamma", "0.9"}, {"env.map", "4x4"}};
  CHECK(split_off(flags, "env.") == Settings{{"g", "9.81"}, {"map", "4x4"}});
  CHECK(flags == Settings{{"gamma", "0.9"}});
}

}  // namespace
}  // namespace gymkhana
