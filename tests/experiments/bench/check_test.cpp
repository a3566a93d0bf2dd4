// Promises kept and broken, and the signature of a build.
#include "experiments/bench/check.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "experiments/bench/signature.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

PresetSummary measured(Estimate iqm, std::size_t seeds = 3) {
  PresetSummary preset{.name = "p", .runs = std::vector<RunRecord>(seeds), .iqm = iqm};
  preset.expect = {.iqm = 100, .low = 95, .high = 105, .seconds = 1, .seeds = 3};
  preset.seconds = 1e6;
  return preset;
}

TEST_CASE("a promise is broken by a mean that lies further below than chance explains, never by time") {
  CHECK(keeps_promise(measured({95, Bounds{85, 105}})));
  CHECK(keeps_promise(measured({93.1, Bounds{85, 95}})));  // 100 - sqrt(2) 5 = 92.9
  CHECK(keeps_promise(measured({200, Bounds{190, 210}})));
  CHECK(keeps_promise(measured({95})));
  CHECK_FALSE(keeps_promise(measured({92, Bounds{91, 93}})));
  CHECK_FALSE(keeps_promise(measured({92})));
  CHECK(keeps_promise(measured({91}, 1)));  // one seed scatters more: 100 - 2 * 5 = 90
  CHECK_FALSE(keeps_promise(measured({89}, 1)));
}

TEST_CASE("seeds that collapse are no excuse for a wide interval") {
  CHECK_FALSE(keeps_promise(measured({50, Bounds{0, 100}})));
}

TEST_CASE("rounding a promise up does not break it") {
  PresetSummary exact = measured({0.740165, Bounds{0.740165, 0.740165}});
  exact.expect.iqm = exact.expect.low = 0.7402;
  CHECK(keeps_promise(exact));
}

std::string preset_promising(const std::string& score) {
  return "# CartPole-v1 for a moment\nenv = CartPole-v1\nalgo = ppo\nn_timesteps = 128\nn_envs = 2\nn_steps "
         "= 32\n"
         "batch_size = 64\nn_epochs = 1\neval_episodes = 2\n[expect]\niqm = " +
         score + "\nlow = " + score + "\nhigh = " + score + "\nsteps = 128\nseconds = 1\nseeds = 2\n";
}

TEST_CASE("bench --check runs the promised seeds and fails when a score has fallen") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "modest.ini", preset_promising("5"));
  write_text(scratch.path() / "proud.ini", preset_promising("500"));
  const ProgramRun kept = run_program("bench --check modest.ini", scratch.path());
  CHECK_MESSAGE(kept.status == 0, kept.err);
  CHECK(kept.out.find("kept") != std::string::npos);
  CHECK(std::filesystem::exists(scratch.path() / "runs/bench_1/modest/seed_1"));
  CHECK_FALSE(std::filesystem::exists(scratch.path() / "runs/bench_1/modest/seed_2"));
  const ProgramRun broken = run_program("bench --check modest.ini proud.ini", scratch.path());
  CHECK(broken.status == 1);
  CHECK(broken.out.find("FALLEN") != std::string::npos);
}

TEST_CASE("a preset that promises nothing cannot be checked") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "silent.ini", "env = CartPole-v1\nalgo = ppo\n");
  check_refused(run_program("bench --check silent.ini", scratch.path()), "preset silent promises nothing");
  check_refused(run_program("bench --check silent.ini --seeds 3", scratch.path()),
                "preset silent promises nothing");
  std::string half = preset_promising("5");
  half.erase(half.find("low = 5\n"), 8);
  write_text(scratch.path() / "half.ini", half);
  check_refused(run_program("bench --check half.ini", scratch.path()), "preset half promises nothing");
}

TEST_CASE("a promise is about the preset as it is") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "modest.ini", preset_promising("5"));
  check_refused(run_program("bench --check modest.ini --steps 64", scratch.path()), "drop --steps");
  check_refused(run_program("bench --check modest.ini --gamma 0.9", scratch.path()), "drop --gamma");
}

TEST_CASE("a check needs every run, and runs of this build") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "modest.ini", preset_promising("5"));
  const std::string check = "bench --check modest.ini --directory b";
  CHECK(run_program(check, scratch.path()).status == 0);
  const std::filesystem::path result = scratch.path() / "b/modest/seed_1/result.json";
  auto document = nlohmann::json::parse(read_text(result));
  document.erase("machine");
  write_text(result, document.dump());
  const ProgramRun damaged = run_program(check, scratch.path());
  CHECK(damaged.status == 1);
  CHECK(damaged.out.find("RUNS MISSING") != std::string::npos);
  document["commit"] = "0000000";
  write_text(result, document.dump());
  check_refused(run_program(check, scratch.path()), "was trained by the build of commit \"0000000\"");
}

TEST_CASE("a check does not go on with runs that were begun for something else") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "modest.ini", preset_promising("5"));
  CHECK(run_program("bench modest.ini --directory b --seeds 2", scratch.path()).status == 0);
  std::filesystem::remove(scratch.path() / "b/modest/seed_1/result.json");
  check_refused(run_program("bench --check modest.ini --directory b", scratch.path()),
                "was begun by another build");
}

TEST_CASE("a check does not go on with runs of a build whose commit nobody knows") {
  const TemporaryDirectory scratch;
  write_text(scratch.path() / "modest.ini", preset_promising("5"));
  CHECK(run_program("bench modest.ini --directory b --seeds 2", scratch.path()).status == 0);
  const std::filesystem::path result = scratch.path() / "b/modest/seed_1/result.json";
  auto document = nlohmann::json::parse(read_text(result));
  document.erase("commit");
  write_text(result, document.dump());
  const ProgramRun run = run_program("bench --check modest.ini --directory b", scratch.path());
  CHECK(run.status == 2);
  CHECK(run.err.find("name another --directory") != std::string::npos);
}

TEST_CASE("hashes are FNV-1a") {
  CHECK(hash_text(hash_bytes("")) == "cbf29ce484222325");
  CHECK(hash_text(hash_bytes("a")) == "af63dc4c8601ec8c");
  CHECK(hash_bytes("b", hash_bytes("a")) == hash_bytes("ab"));
}

TEST_CASE("the signature is the same every time, and tells presets apart") {
  const Registry registry = standard_registry();
  const std::uint64_t first = preset_signature(registry, "cartpole-a2c");
  CHECK(preset_signature(registry, "cartpole-a2c") == first);
  CHECK(preset_signature(registry, "cartpole-reinforce") != first);
  CHECK(preset_signature(registry, "frozenlake-value-iteration") != first);  // ends after one step
  const ProgramRun run = run_program("bench --signature cartpole-a2c");
  CHECK(run.status == 0);
  CHECK(run.out == hash_text(hash_bytes(hash_text(first))) + "\n");
}

TEST_CASE("the signature goes on until something is learned") {
  const Registry registry = standard_registry();
  const TemporaryDirectory scratch;
  const std::string preset =
      "# DQN with a long beginning\nenv = CartPole-v1\nalgo = dqn\nn_timesteps = 9000\nlearning_starts = "
      "3000\n"
      "[policy]\nnet_arch = 8\n";
  write_text(scratch.path() / "a.ini", preset);
  write_text(scratch.path() / "b.ini", "learning_rate = 0.5\n" + preset);
  CHECK(preset_signature(registry, scratch.path() / "a.ini") !=
        preset_signature(registry, scratch.path() / "b.ini"));
}

}  // namespace
}  // namespace gymkhana
