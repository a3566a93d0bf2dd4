// `watch`: a window on an agent, while it trains here, while another process trains it, or afterwards.
#include <filesystem>
#include <future>
#include <iostream>

#include "base/error.h"
#include "base/interrupt.h"
#include "experiments/run/run_follower.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/new_run.h"
#include "viz/viewer.h"

namespace gymkhana::verbs {
namespace {

struct WatchOptions {
  int slots = 1;
  std::int64_t episode_seed = 0;
  bool deterministic = true;
  std::string on_close = "stop";
  viz::ViewerOptions viewer;
};

Fields fields(WatchOptions& options) {
  Fields all = {
      field("slots", options.slots,
            "environments shown side by side; keys 1 to 9 and 0 choose among ten, page up and down among all",
            between(1, 16)),
      field("episode_seed", options.episode_seed, "of the first environment shown; the others follow",
            at_least(0)),
      field("deterministic", options.deterministic,
            "shows the policy's best action instead of samples from it"),
      choice("on_close", options.on_close, {"stop", "train"},
             "what becomes of training when the window is closed: stop and save, or train to the end")};
  for (Field& each : viz::fields(options.viewer)) all.push_back(std::move(each));
  return all;
}

constexpr const char* kRecord = "to see a run without a window: eval DIR --record out.gif";

// After what was asked for has been found sound: whoever has no display learns of other faults first.
void check_display() {
  const std::string reason = viz::why_no_window();
  if (reason.empty()) return;
  throw Error("cannot open a window: " + reason + "; " + kRecord);
}

std::unique_ptr<Env> env_of(const Invocation& call, const Experiment& experiment) {
  return call.registry.envs.make(experiment.env, experiment.options, experiment.wrappers);
}

void check_window(const Invocation& call, const Experiment& experiment, const WatchOptions& options) {
  viz::check_overlay(options.viewer.picture.overlay, *env_of(call, experiment));
  check_display();
}

// Opens the window and returns when it is closed or lost. The agent that acts in it is a copy of the one that
// trains.
viz::ViewEnd show(const Invocation& call, const Experiment& experiment, viz::Feed& feed,
                  const WatchOptions& options) {
  const auto make_env = [&] { return env_of(call, experiment); };
  const std::unique_ptr<Env> env = make_env();
  Workers workers(1);
  auto agent_view =
      std::make_unique<viz::AgentView>(make_agent(call.registry, experiment, *env, workers), env->spec(),
                                       options.deterministic, experiment.train.normalize_reward);
  viz::ViewerSession session({.make_env = make_env,
                              .slots = options.slots,
                              .seed = static_cast<std::uint64_t>(options.episode_seed),
                              .agent_view = std::move(agent_view),
                              .agent_name = experiment.algo,
                              .overlay = viz::overlay_named(options.viewer.picture.overlay)});
  const viz::PageStyle style = options.viewer.picture.style();
  const std::string title = experiment.train.name.empty() ? experiment.env : experiment.train.name;
  const auto window = viz::open_window(title + " - Gymkhana", style.width, style.height);
  return viz::view(*window, session, &feed, options.viewer);
}

// As show(), beside training, which goes on whatever becomes of the window.
viz::ViewEnd show_training(const Invocation& call, const Experiment& experiment, viz::Feed& feed,
                           const WatchOptions& options) {
  std::string reason = viz::kWindowLost;
  try {
    if (show(call, experiment, feed, options) == viz::ViewEnd::closed) return viz::ViewEnd::closed;
  } catch (const std::exception& error) {
    reason = error.what();
  }
  std::cerr << "gymkhana: " << reason << "; training goes on without it, and Ctrl-C stops and saves it; "
            << kRecord << "\n";
  return viz::ViewEnd::lost;
}

int watch_training(const Invocation& call, Settings flags, const WatchOptions& options) {
  NewRun run(call, std::move(flags),
             [&](const Experiment& experiment) { check_window(call, experiment, options); });
  viz::LiveFeed feed;
  run.trainer().publish_to(feed);
  std::future<int> training = std::async(std::launch::async, [&] {
    try {
      const int status = run.train(call);
      feed.set_state(status == 0 ? "finished" : "stopped");
      if (Interrupt::requested()) feed.close();
      return status;
    } catch (...) {
      feed.set_state("stopped");
      throw;
    }
  });
  const viz::ViewEnd end = show_training(call, run.experiment(), feed, options);
  if (end == viz::ViewEnd::closed && options.on_close == "stop") feed.request_stop();
  const int status = training.get();
  const bool as_asked =
      feed.stop_requested() && !Interrupt::requested() && status == Interrupt::exit_status();
  return as_asked ? 0 : status;
}

int watch_run(const Invocation& call, const std::string& path, const Settings& flags,
              const WatchOptions& options) {
  set_fields({}, "watch", flags);
  if (given(call.line.flags, "on_close"))
    throw Error("on_close is for training that watch begins; \"" + path + "\" is only watched");
  const RunDirectory directory = RunDirectory::open(path);
  const Experiment experiment = directory.experiment(call.registry);
  const bool ended = std::filesystem::exists(directory.result());
  if (ended && !std::filesystem::exists(directory.best()) && directory.checkpoints().empty())
    throw Error("\"" + path + "\" has no weights to show: best.safetensors and all checkpoints are gone");
  check_window(call, experiment, options);
  RunFollower feed(directory);
  if (show(call, experiment, feed, options) == viz::ViewEnd::closed) return 0;
  std::cerr << "gymkhana: " << viz::kWindowLost << "; " << kRecord << "\n";
  return 1;
}

}  // namespace

int watch(const Invocation& call) {
  Settings flags = call.line.flags;
  WatchOptions options;
  take_fields(flags, fields(options), "watch");
  options.viewer.picture.style();  // refuses what cannot be before anything is trained
  const bool run = !call.line.words.empty() && std::filesystem::is_directory(call.line.words[0]);
  return run ? watch_run(call, only_word(call, "a run directory"), flags, options)
             : watch_training(call, std::move(flags), options);
}

std::string watch_keys(const Invocation& call) {
  WatchOptions options;
  return describe_fields("Window", fields(options)) + train_keys(call);
}

}  // namespace gymkhana::verbs
