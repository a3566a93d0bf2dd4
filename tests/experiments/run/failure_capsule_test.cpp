// Training that breaks: an environment of our own earns an infinite reward, and the run says so and keeps the
// evidence.
#include <iostream>
#include <limits>
#include <sstream>

#include <doctest/doctest.h>

#include "envs/core/env.h"
#include "experiments/program.h"
#include "nn/safetensors.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

/// Pays 1 per step, and infinity for the fiftieth of its life.
class Trap final : public Env {
 public:
  Trap() : Env({.observation = box(1, 0, 100), .action = Discrete{2}}) {}

  void reset(Rng&, Observation observation) override { observation.write(0.0f); }
  Step step(const Action&, Rng&, Observation observation) override {
    ++age_;
    observation.write(static_cast<float>(age_ % 5));
    const double reward = age_ == 50 ? std::numeric_limits<double>::infinity() : 1.0;
    return {.reward = reward, .terminated = age_ % 5 == 0};
  }
  void serialize(Archive& archive) override { archive(age_); }

 private:
  int age_ = 0;
};

int call_program(std::vector<std::string> words) {
  Registry registry = standard_registry();
  registry.envs.add<Trap>({.id = "Trap-v0", .summary = "breaks training"});
  words.insert(words.begin(), "trap");
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  std::ostringstream unseen;
  std::streambuf* const shown = std::cerr.rdbuf(unseen.rdbuf());
  const int status = main(static_cast<int>(pointers.size()), pointers.data(), registry);
  std::cerr.rdbuf(shown);
  return status;
}

TEST_CASE("infinity in training leaves a capsule, and resuming repeats the failure") {
  const TemporaryDirectory scratch;
  const std::string run = scratch.path() / "run";
  const auto train = [&] {
    return call_program({"train", "--env", "Trap-v0", "--algo", "ppo", "--n_steps", "8", "--n_envs", "2",
                         "--batch_size", "16", "--n_timesteps", "400", "--seed", "5", "--directory", run});
  };
  CHECK(train() == 1);
  const TensorFile capsule = TensorFile::load(run + "/failure.safetensors");
  CHECK(capsule.note("seed") == "5");
  CHECK(capsule.note("steps") == "112");  // the seventh rollout of 16 holds the fiftieth step of both slots
  CHECK(capsule.note("reason").find("is not finite in update 6") != std::string::npos);
  CHECK(capsule.note("config").find("env = Trap-v0") != std::string::npos);
  const auto rewards = capsule.get<double>("batch/rewards");
  CHECK(rewards.size() == 16);
  CHECK(rewards[2] == std::numeric_limits<double>::infinity());  // step 49 of slot 0 is row 1 of the rollout
  CHECK(capsule.get<float>("batch/observations").size() == 18);
  CHECK(capsule.get<std::int32_t>("batch/actions").size() == 16);

  std::filesystem::remove(run + "/failure.safetensors");
  CHECK(call_program({"resume", run}) == 1);
  CHECK(TensorFile::load(run + "/failure.safetensors").tensors() == capsule.tensors());
}

}  // namespace
}  // namespace gymkhana
