#include "envs/core/registry.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "tests/envs/core/counter.h"

using namespace gymkhana;

TEST_CASE("a line adds id, limit and threshold to an environment") {
  EnvRegistry registry;
  registry.add<Counter>({"Counter-v7", "counts", 25, 3.5, {{"length", "4"}}});
  const auto env = registry.make("Counter-v7");
  CHECK(env->spec().id == "Counter-v7");
  CHECK(env->spec().max_episode_steps == 25);
  CHECK(env->spec().reward_threshold == 3.5);
  const EnvEntry& entry = registry.find("Counter-v7");
  entry.describe(entry.info, [](const Fields& fields) {
    REQUIRE(fields.size() == 1);
    CHECK(fields[0].name == "length");
    CHECK(fields[0].get() == "4");
  });
  CHECK(registry.ids() == std::vector<std::string>{"Counter-v7"});
  CHECK(registry.make_batch("Counter-v7", 3)->slots() == 3);
}

TEST_CASE("what is unknown or doubled is refused by name") {
  EnvRegistry registry = counters();
  CHECK_THROWS_AS(registry.add<Counter>({"Counter-v0", "again"}), Error);
  CHECK_THROWS_WITH_AS(registry.make("Counter-v00"),
                       "unknown env \"Counter-v00\"; did you mean \"Counter-v0\"?", Error);
  CHECK_THROWS_AS(registry.make("Counter-v0", {{"lenth", "4"}}), Error);
  CHECK_THROWS_AS(registry.make("Counter-v0", {{"length", "0"}}), Error);
}

TEST_CASE("every environment of this library has an id of the right form and a summary") {
  const EnvRegistry registry = standard_envs();
  CHECK(registry.ids().size() >= 6);
  for (const EnvEntry& entry : registry.entries()) {
    CAPTURE(entry.info.id);
    const std::size_t version = entry.info.id.rfind("-v");
    REQUIRE(version != std::string::npos);
    CHECK(entry.info.id.find_first_not_of("0123456789", version + 2) == std::string::npos);
    CHECK_FALSE(entry.info.summary.empty());
  }
}
