#include "experiments/verbs/verb.h"

#include "base/error.h"

namespace gymkhana {
namespace {

std::string no_keys(const Invocation&) {
  return "";
}

}  // namespace

const std::vector<Verb>& verb_table() {
  static const std::vector<Verb> table = {
      {"train", "train [PRESET] [--KEY VALUE]...",
       "train an agent; a preset's settings, or defaults, unless flags differ",
       "train cartpole-ppo\n"
       "train cartpole-ppo --seed 1 --learning_rate lin_0.002 --policy.net_arch 32,32\n"
       "train --env Pendulum-v1 --algo ppo --n_timesteps 200000 --env.g 9.81\n"
       "train my-experiment.ini",
       verbs::train, verbs::train_keys},
      {"resume", "resume DIR [--KEY VALUE]...", "go on with an interrupted run as if it had never stopped",
       "resume runs/cartpole-ppo_1\nresume runs/cartpole-ppo_1 --n_timesteps 200000", verbs::resume,
       verbs::resume_keys},
      {"eval", "eval DIR [--episodes N] [--record FILE]",
       "evaluate the weights of a run on episodes that training never saw",
       "eval runs/cartpole-ppo_1\neval runs/cartpole-ppo_1 --checkpoint last --deterministic false\n"
       "eval runs/cartpole-ppo_1 --record cartpole.gif",
       verbs::eval, verbs::eval_keys},
      {"bench", "bench PRESET... [--seeds N] [--steps M]",
       "run presets over many seeds, and report scores, curves and comparisons with their intervals",
       "bench cartpole-ppo cartpole-a2c\nbench pendulum-ppo --seeds 3 --steps 50000 --gamma 0.9\n"
       "bench --check cartpole-ppo\nbench --report runs/bench_1/records runs/bench_2/records\nbench "
       "--signature",
       verbs::bench, verbs::bench_keys},
      {"plot", "plot DIR... [--out FOLDER]",
       "draw the learning curves of runs as SVG, of other tools' monitor.csv files too",
       "plot runs/cartpole-ppo_1 runs/cartpole-a2c_1\nplot runs/bench_1 ~/sb3/logs", verbs::plot,
       verbs::plot_keys},
      {"watch", "watch PRESET|DIR [--slots N]",
       "open a window on an agent: while it trains here or elsewhere, or afterwards",
       "watch cartpole-ppo\nwatch runs/cartpole-ppo_1 --slots 9\nwatch cliffwalking-qlearning --overlay "
       "cells",
       verbs::watch, verbs::watch_keys},
      {"play", "play ENV [--record FILE]", "play an environment yourself, from the keyboard",
       "play MinAtar/Breakout-v1\nplay MountainCar-v0 --seed 7 --record mine.json", verbs::play,
       verbs::play_keys},
      {"list", "list [envs|agents|presets|wrappers]", "show what there is to choose from", "list\nlist envs",
       verbs::list, no_keys},
      {"trace", "trace ENV --actions FILE; or trace FILE",
       "print as JSON what an environment returns for a list of actions, to compare it with its original; or "
       "play a "
       "recording again and say whether all goes as recorded",
       "trace CartPole-v1 --seed 42 --actions actions.json\n"
       "trace Pendulum-v1 --env.g 9.81 --actions tests/golden/Pendulum-v1.json\n"
       "trace CarRacing-v3 --track --seed 1\n"
       "trace mine.json",
       verbs::trace, verbs::trace_keys},
      {"check-env", "check-env ENV",
       "try an environment hard: does it keep every promise that agents rely on?",
       "check-env CartPole-v1\ncheck-env Pendulum-v1 --env.g 9.81", verbs::check_env, verbs::check_env_keys},
  };
  return table;
}

const std::string& only_word(const Invocation& call, const std::string& what) {
  const CommandLine& line = call.line;
  if (line.words.empty()) {
    throw Error(line.verb + " needs " + what + "; see " + line.program + " " + line.verb + " --help");
  }
  if (line.words.size() > 1) {
    throw Error(line.verb + " takes one word, " + what + "; \"" + line.words[1] + "\" is too much");
  }
  return line.words[0];
}

}  // namespace gymkhana
