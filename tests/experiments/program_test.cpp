#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

TEST_CASE("--version names version and commit") {
  const ProgramRun run = run_program("--version");
  CHECK(run.status == 0);
  CHECK(run.out.starts_with("gymkhana 0."));
}

TEST_CASE("--help shows every verb, and a verb's help its settings") {
  const ProgramRun program = run_program("--help");
  CHECK(program.status == 0);
  CHECK(program.out.find("trace ENV") != std::string::npos);
  const ProgramRun verb = run_program("trace CartPole-v1 --help");
  CHECK(verb.status == 0);
  CHECK(verb.out.find("--env.sutton_barto_reward  false") != std::string::npos);
}

TEST_CASE("long lists of choices leave the meaning its room") {
  const std::string all = run_program("train --algo dqn --help").out;
  const std::string help = all.substr(all.find("\ndqn (default, what is allowed, meaning)"));
  const std::size_t net = help.find("\n  --policy.net ");
  REQUIRE(net != std::string::npos);
  CHECK(help.substr(net, help.find("\n  --", net + 1) - net).find("(mlp,") != std::string::npos);
  std::istringstream lines(help);
  std::size_t longest = 0, count = 0;
  for (std::string line; std::getline(lines, line); ++count) longest = std::max(longest, line.size());
  CHECK(longest <= 100);
  CHECK(count < 60);
}

TEST_CASE("flags without a verb are refused") {
  check_refused(run_program("--seed 3"), "no verb is named");
  CHECK(run_program("--seed 3 --help").status == 0);
  CHECK(run_program("").status == 0);
}

TEST_CASE("list shows the environments") {
  const ProgramRun run = run_program("list envs");
  CHECK(run.status == 0);
  CHECK(run.out.find("CartPole-v1") != std::string::npos);
  CHECK(run.out.find("wrappers") == std::string::npos);
}

TEST_CASE("unknown verbs and things are answered with the nearest known one") {
  check_refused(run_program("trane"), "unknown verb \"trane\"; did you mean \"trace\"?");
  check_refused(run_program("list env"), "did you mean \"envs\"?");
  check_refused(run_program("trace CartPole-v7 --actions x"), "unknown env \"CartPole-v7\"");
  check_refused(run_program("trace --actions x"), "needs an env id");
}

TEST_CASE("check-env says of each rule whether the environment keeps it") {
  const ProgramRun run = run_program("check-env CartPole-v1");
  CHECK(run.status == 0);
  CHECK(run.out.find("  ok     ") != std::string::npos);
  CHECK(run.out.find("FAULT") == std::string::npos);
  CHECK(run.out.ends_with("CartPole-v1 keeps every rule\n"));
  check_refused(run_program("check-env CartPole-v1 --env.h 2"), "unknown setting");
}

TEST_CASE("output that cannot be written is an error") {
  const ProgramRun run = run_program("list envs >/dev/full 2>/dev/null #");
  CHECK(run.status == 2);
}

}  // namespace
}  // namespace gymkhana
