// The program with every verb of gymkhana, for its environments and wrappers and ours.
#include "catch.h"
#include "experiments/program.h"
#include "reward_scale.h"

int main(int argc, char** argv) {
  gymkhana::Registry registry = gymkhana::standard_registry();
  registry.envs.add<Catch>({.id = "Catch-v0", .summary = "catch a falling ball", .reward_threshold = 0.9});
  registry.envs.wrappers.add({"reward_scale", "multiply rewards by a factor: 10", RewardScale::make});
  return gymkhana::main(argc, argv, registry);
}
