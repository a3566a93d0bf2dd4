// Agents by name, and their settings as text.
#include "agents/registry.h"

#include <doctest/doctest.h>

#include "tests/agents/tiny_envs.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

std::string error_of(const std::string& algo, const Settings& settings) {
  try {
    Training([](int slots) { return make_tiny<Follow>(slots); }, algo, settings);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("unknown agents and settings name the nearest known ones") {
  CHECK(error_of("poo", {}).find("\"ppo\"") != std::string::npos);
  CHECK(error_of("ppo", {{"n_step", "5"}}).find("n_steps") != std::string::npos);
}

TEST_CASE("values out of range or of the wrong kind name setting and range") {
  CHECK(error_of("ppo", {{"gamma", "2"}}).find("must be in [0, 1]") != std::string::npos);
  CHECK(error_of("ppo", {{"learning_rate", "x"}}).find("learning_rate") != std::string::npos);
  CHECK(error_of("ppo", {{"learning_rate", "-1"}}).find("learning_rate") != std::string::npos);
  CHECK(error_of("a2c", {{"policy.activation_fn", "tan"}}).find("\"tanh\"") != std::string::npos);
}

TEST_CASE("every agent describes its settings, and reads back what it prints") {
  const AgentRegistry agents = standard_agents();
  for (const AgentEntry& entry : agents.entries()) {
    CAPTURE(entry.name);
    entry.describe([](const Fields& fields) {
      CHECK(fields.size() >= 4);
      for (const Field& each : fields) {
        const std::string printed = each.get();
        CHECK_NOTHROW(each.set(printed));
        CHECK(each.get() == printed);
      }
    });
  }
}

TEST_CASE("actions that no policy can take are refused") {
  Workers workers(1);
  const EnvSpec spec{.observation = box(1, -1, 1), .action = MultiDiscrete{{2, 2}}};
  CHECK_THROWS_WITH_AS(standard_agents().find("ppo").make({spec, 1, 1, 1, {}, workers}, {}),
                       doctest::Contains("MultiDiscrete"), Error);
}

TEST_CASE("an agent's discount is the setting that is marked as such") {
  const AgentRegistry agents = standard_agents();
  CHECK(agents.find("ppo").discount({}) == 0.99);
  CHECK(agents.find("ppo").discount({{"gae_lambda", "0.5"}, {"gamma", "0.9"}}) == 0.9);
  CHECK(agents.find("sarsa_tiles").discount({}) == 1.0);
  for (const AgentEntry& entry : agents.entries()) {
    CAPTURE(entry.name);
    CHECK(entry.discount({{"gamma", "0.25"}}) == 0.25);
  }
}

TEST_CASE("an agent has learned when an update has changed it, not while it fills its replay buffer") {
  const MakeBatch envs = [](int slots) { return make_tiny<Identity>(slots); };
  Training dqn(envs, "dqn", {{"learning_starts", "32"}, {"buffer_size", "100"}, {"train_freq", "4"}});
  CHECK_FALSE(dqn.agent->has_learned());
  dqn.update();  // 16 steps of 4 slots
  CHECK_FALSE(dqn.agent->has_learned());
  dqn.update();
  dqn.update();
  CHECK(dqn.agent->has_learned());
  Training ppo(envs, "ppo", {{"n_steps", "8"}, {"batch_size", "32"}});
  CHECK_FALSE(ppo.agent->has_learned());
  ppo.update();
  CHECK(ppo.agent->has_learned());
}
