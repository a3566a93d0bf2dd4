#include "experiments/settings/config.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiments/settings/preset.h"

namespace gymkhana {
namespace {

const Registry& registry() {
  static const Registry registry = standard_registry();
  return registry;
}

const Settings kPpo = {{"env", "CartPole-v1"}, {"algo", "ppo"}};

Experiment with(Settings flags) {
  return resolve(registry(), {{"preset p", kPpo}, {"", std::move(flags)}});
}

std::string message(const Settings& flags) {
  try {
    with(flags);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

bool mentions(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

std::string value_of(const Settings& settings, const std::string& name) {
  for (const auto& [key, value] : settings) {
    if (key == name) return value;
  }
  return "absent";
}

TEST_CASE("defaults are overridden by a preset, and a preset by flags") {
  const Settings preset = {{"env", "CartPole-v1"}, {"algo", "ppo"}, {"gamma", "0.9"}, {"n_envs", "4"}};
  const Experiment experiment = resolve(registry(), {{"preset p", preset}, {"", {{"gamma", "0.5"}}}});
  CHECK(value_of(experiment.agent, "gamma") == "0.5");
  CHECK(experiment.train.n_envs == 4);
  CHECK(experiment.train.n_timesteps == 100'000);
  CHECK(experiment.train.name == "ppo-CartPole-v1");
}

TEST_CASE("normalize stands for both kinds, and either can be taken back") {
  const Experiment both = with({{"normalize", "true"}});
  CHECK(both.train.normalize_observation);
  CHECK(both.train.normalize_reward);
  const Experiment one = with({{"normalize", "true"}, {"normalize_reward", "false"}});
  CHECK(one.train.normalize_observation);
  CHECK_FALSE(one.train.normalize_reward);
}

TEST_CASE("config.ini resolves to the same experiment") {
  const Experiment experiment = with({{"normalize", "true"},
                                      {"normalize_reward", "false"},
                                      {"learning_rate", "lin_0.001"},
                                      {"policy.net_arch", "32,16"},
                                      {"env.sutton_barto_reward", "true"},
                                      {"stop_at_reward", "475"},
                                      {"expect.iqm", "500"},
                                      {"expect.seeds", "10"}});
  const std::string ini = to_ini(experiment);
  CHECK(mentions(ini, "[policy]\nnet = mlp\nnet_arch = 32,16\n"));
  CHECK(mentions(ini, "[env]\nsutton_barto_reward = true\n"));
  CHECK(to_ini(resolve(registry(), {{"config.ini", parse_ini(ini, "config.ini")}})) == ini);
}

TEST_CASE("what is wrong is named with its place and its mend") {
  CHECK(mentions(message({{"gama", "0.9"}}), "unknown setting \"gama\"; did you mean \"gamma\"?"));
  CHECK(mentions(message({{"env.sutton", "true"}}), "did you mean \"env.sutton_barto_reward\"?"));
  CHECK(mentions(message({{"algo", "pppo"}}), "unknown agent \"pppo\"; did you mean \"ppo\"?"));
  CHECK(mentions(message({{"env", "CartPole-v3"}}), "unknown env \"CartPole-v3\""));
  CHECK(mentions(message({{"n_envs", "0"}}), "n_envs = \"0\": must be in [1, 1048576]"));
  CHECK(mentions(message({{"gamma", "2"}}), "gamma = \"2\": must be in"));
  CHECK(mentions(message({{"learning_rate", "x"}}), "learning_rate = \"x\": "));
  CHECK(mentions(message({{"wrappers.frame_stak", "4"}}), "unknown setting \"wrappers.frame_stak\""));
}

TEST_CASE("a mistake in a preset is blamed on the preset") {
  const Settings preset = {{"env", "CartPole-v1"}, {"algo", "ppo"}, {"gamma", "2"}};
  CHECK_THROWS_WITH_AS(resolve(registry(), {{"preset p", preset}}),
                       doctest::Contains("preset p: ppo: gamma = \"2\""), Error);
}

TEST_CASE("without a preset, env and algo are needed") {
  CHECK_THROWS_WITH_AS(resolve(registry(), {{"", {{"algo", "ppo"}}}}), doctest::Contains("which env?"),
                       Error);
  CHECK_THROWS_WITH_AS(resolve(registry(), {{"", {{"env", "CartPole-v1"}}}}),
                       doctest::Contains("which algo?"), Error);
}

TEST_CASE("what is learned does not depend on how long a run goes on, and where it is kept") {
  const Settings decisive = decisive_settings(with({{"n_timesteps", "7"}, {"name", "n"}, {"gamma", "0.5"}}));
  for (const char* key : {"env", "algo", "n_envs", "seed", "normalize_observation", "gamma"}) {
    CAPTURE(key);
    CHECK(value_of(decisive, key) != "absent");
  }
  for (const char* key : {"n_timesteps", "name", "log_folder", "eval_freq", "workers", "normalize"}) {
    CAPTURE(key);
    CHECK(value_of(decisive, key) == "absent");
  }
}

TEST_CASE("presets keep order and sections, and strip comments") {
  const Settings settings = parse_ini("# head\nb = 1e5  # why\na = x y\n[wrappers]\nz = 4\ny =\n", "p.ini");
  CHECK(settings == Settings{{"b", "1e5"}, {"a", "x y"}, {"wrappers.z", "4"}, {"wrappers.y", ""}});
}

TEST_CASE("a preset may begin with a byte order mark") {
  CHECK(parse_ini("\xEF\xBB\xBFgamma = 0.9\n", "p.ini") == Settings{{"gamma", "0.9"}});
}

TEST_CASE("broken presets are refused by name") {
  CHECK_THROWS_WITH_AS(parse_ini("gamma = 0.9 ; as in the paper\n", "p.ini"),
                       doctest::Contains("p.ini: gamma = 0.9 ; as in the paper: a comment begins with \"#\""),
                       Error);
  CHECK_THROWS_WITH_AS(parse_ini("gamma 0.9\n", "p.ini"), doctest::Contains("p.ini: "), Error);
  CHECK_THROWS_WITH_AS(parse_ini("a = 1\na = 2\n", "p.ini"), doctest::Contains("\"a\" is given twice"),
                       Error);
  CHECK_THROWS_WITH_AS(load_preset("cartpole-pppo"), doctest::Contains("did you mean \"cartpole-ppo\"?"),
                       Error);
  CHECK_THROWS_WITH_AS(load_preset("nowhere/p.ini"), doctest::Contains("there is no file"), Error);
}

}  // namespace
}  // namespace gymkhana
