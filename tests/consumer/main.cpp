// The program with every verb of gymkhana, for its worlds and ours.
#include "catch.h"
#include "experiments/program.h"

int main(int argc, char** argv) {
  gymkhana::Registry registry = gymkhana::standard_registry();
  registry.envs.add<Catch>({.id = "Catch-v0", .summary = "catch a falling ball", .reward_threshold = 0.9});
  return gymkhana::main(argc, argv, registry);
}
