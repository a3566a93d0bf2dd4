// `eval`: how well a trained agent does on episodes that it never met.
#include <algorithm>
#include <iostream>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/progress_line.h"
#include "experiments/run/checkpoint.h"
#include "experiments/run/evaluation.h"
#include "experiments/run/result.h"
#include "experiments/run/run_directory.h"
#include "experiments/run/run_follower.h"
#include "experiments/verbs/help.h"
#include "replay/streams.h"
#include "viz/frame_content.h"
#include "viz/record.h"

namespace gymkhana::verbs {
namespace {

struct EvalOptions {
  int episodes = 100;
  std::int64_t seed = 0;
  bool deterministic = true;
  int max_steps = 0;
  std::string checkpoint = "best";
  std::string out;
  int workers = 0;
  std::string record;
  int record_episodes = 1;
  viz::PictureOptions picture = {.width = 720, .height = 480};
};

Fields fields(EvalOptions& options) {
  Fields all = {
      field("episodes", options.episodes,
            "how many, each from a fresh start; where the environment shows its rules, a greedy policy is "
            "scored "
            "exactly unless this is given",
            at_least(1)),
      field("seed", options.seed, "of the episodes; training never uses them, whatever the number",
            at_least(0)),
      field("deterministic", options.deterministic, "the policy's best action instead of samples from it"),
      field("max_steps", options.max_steps,
            "an episode is cut after so many steps; 0: by the environment's limit, or after 20,000 where it "
            "has none",
            at_least(0)),
      field("checkpoint", options.checkpoint, "\"best\", \"last\", or the steps of one in checkpoints/"),
      field("out", options.out, "a file that the score is also written to, as JSON"),
      field("workers", options.workers, "threads; 0: one per core", between(0, 1024)),
      field("record", options.record,
            "shows the first episodes in this file: .gif, .mp4, or .png for one picture after another"),
      field("record_episodes", options.record_episodes, "how many of them", at_least(1))};
  for (Field& each : viz::fields(options.picture)) all.push_back(std::move(each));
  return all;
}

// As the run was evaluated in training, over 100 episodes or more.
EvalOptions defaults_for(const TrainConfig& train) {
  return {.episodes = std::max(100, train.eval_episodes),
          .deterministic = train.eval_deterministic,
          .max_steps = train.eval_max_steps};
}

std::filesystem::path file_of(const RunDirectory& directory, const std::string& checkpoint) {
  if (checkpoint == "best") {
    if (std::filesystem::exists(directory.best())) return directory.best();
    throw Error("\"" + directory.best().string() +
                "\" is not there: nothing was evaluated yet; try --checkpoint last");
  }
  std::vector<std::string> known = {"best", "last"};
  const std::vector<std::int64_t> saved = directory.checkpoints();
  for (const std::int64_t steps : saved) {
    known.push_back(std::to_string(steps));
    if (checkpoint == known.back()) return directory.checkpoint(steps);
  }
  if (checkpoint == "last" && !saved.empty()) return directory.checkpoint(saved.back());
  std::string there_are;
  for (const std::string& name : known) there_are += " " + name;
  throw Error("\"" + directory.path().string() + "\" has no checkpoint \"" + checkpoint +
              "\"; there are:" + there_are);
}

// Says what was written. The same episodes as evaluate()'s first ones: the environments and the agent draw
// from the same streams.
std::string record(const EvalOptions& options, const RunDirectory& directory, const Experiment& experiment,
                   const EnvRegistry& envs, std::unique_ptr<Agent> agent) {
  viz::Scene scene(envs.make(experiment.env, experiment.options, experiment.wrappers));
  viz::AgentView agent_view(std::move(agent), scene.spec(), options.deterministic,
                            experiment.train.normalize_reward);
  viz::Recorder recorder(options.record, options.picture, scene.spec());
  viz::TrainingCurves curves;
  RunFollower(directory).extend(curves);
  recorder.set_training(std::move(curves));
  const auto seed = static_cast<std::uint64_t>(options.seed);
  for (int episode = 0; episode < options.record_episodes; ++episode) {
    scene.begin(env_seed(seed, Stream::evaluation_env, episode, scene.spec().generator),
                stream(seed, Stream::evaluation_exploration, episode));
    recorder.record_episode(scene, agent_view, experiment.algo,
                            evaluation_limit(options.max_steps, scene.spec()));
  }
  recorder.finish();
  return recorder.summary();
}

}  // namespace

int eval(const Invocation& call) {
  const RunDirectory directory = RunDirectory::open(only_word(call, "a run directory"));
  const Experiment experiment = directory.experiment(call.registry);
  EvalOptions options = defaults_for(experiment.train);
  set_fields(fields(options), "eval", call.line.flags);
  if (options.record_episodes > options.episodes)
    throw Error("record_episodes = " + std::to_string(options.record_episodes) +
                " is more than episodes = " + std::to_string(options.episodes));

  const std::unique_ptr<Batch> env = make_batch(call.registry.envs, experiment, 1);
  if (!options.record.empty()) viz::check_overlay(options.picture.overlay, env->env(0));
  Workers workers(worker_count(options.workers));
  const auto trained_agent = [&] {
    std::unique_ptr<Agent> agent = make_agent(call.registry, experiment, env->env(0), workers);
    load_agent(file_of(directory, options.checkpoint), *agent);
    return agent;
  };
  std::string recorded;
  if (!options.record.empty())
    recorded = record(options, directory, experiment, call.registry.envs, trained_agent());
  const std::unique_ptr<Agent> agent = trained_agent();
  const Interrupt interrupt;
  ProgressLine progress("evaluating " + experiment.env, "episodes", 0, options.episodes);
  const EvaluationConfig evaluation{.sample = {.episodes = options.episodes,
                                               .seed = static_cast<std::uint64_t>(options.seed),
                                               .max_steps = options.max_steps,
                                               .finished = &progress.done(),
                                               .stop = Interrupt::requested},
                                    .deterministic = options.deterministic,
                                    .exact = !given(call.line.flags, "episodes")};
  const Score score = evaluate(call.registry.envs, experiment, *agent, evaluation, workers);
  progress.close();
  if (!options.out.empty()) write_score(options.out, score);
  std::cout << experiment.env << ": " << describe(score, env->spec()) << "\n";
  if (!score.info.empty()) std::cout << describe_info(score) << "\n";
  if (!recorded.empty()) std::cout << recorded << "\n";
  return 0;
}

std::string eval_keys(const Invocation& call) {
  if (call.line.words.empty()) {
    EvalOptions options;
    return describe_fields("Settings", fields(options)) +
           "\nThe defaults of episodes, deterministic and max_steps are the run's own: eval DIR --help\n";
  }
  const RunDirectory directory = RunDirectory::open(only_word(call, "a run directory"));
  EvalOptions options = defaults_for(directory.experiment(call.registry).train);
  return describe_fields("Settings", fields(options));
}

}  // namespace gymkhana::verbs
