// Every setting that a user can give says what it means.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "experiments/settings/config.h"

namespace gymkhana {
namespace {

void check_described(const std::string& owner, const Fields& fields) {
  for (const Field& field : fields) {
    CAPTURE(owner);
    CAPTURE(field.name);
    CHECK_FALSE(field.help.empty());
    CHECK_FALSE(field.type.empty());
    CHECK(std::count_if(fields.begin(), fields.end(),
                        [&](const Field& other) { return other.name == field.name; }) == 1);
  }
}

TEST_CASE("every setting of training, of every agent and of every environment is described, once") {
  const Registry registry = standard_registry();
  TrainConfig train;
  check_described("train", fields(train));
  Expectation expectation;
  check_described("expect", fields(expectation));
  for (const AgentEntry& agent : registry.agents.entries())
    agent.describe([&](const Fields& fields) { check_described(agent.name, fields); });
  for (const EnvEntry& env : registry.envs.entries())
    env.describe(env.info, [&](const Fields& fields) { check_described(env.info.id, fields); });
}

TEST_CASE("a setting of an agent never has the name of one of training") {
  const Registry registry = standard_registry();
  TrainConfig train;
  for (const AgentEntry& agent : registry.agents.entries()) {
    agent.describe([&](const Fields& own) {
      Fields all = fields(train);
      all.insert(all.end(), own.begin(), own.end());
      check_described(agent.name, all);
    });
  }
}

}  // namespace
}  // namespace gymkhana
