// `play`: a person plays an environment from the keyboard.
#include <chrono>
#include <filesystem>
#include <future>
#include <iostream>

#include "base/error.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "experiments/trace/trace.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"
#include "viz/keyboard_input.h"
#include "viz/recording/recording.h"
#include "viz/viewer.h"

namespace gymkhana::verbs {
namespace {

struct PlayOptions {
  std::int64_t seed = 0;
  std::string record;
  viz::ViewerOptions viewer;
};

Fields fields(PlayOptions& options) {
  Fields all = {
      field("seed", options.seed, "as in reset(seed=...)", at_least(0)),
      field("record", options.record,
            "a new JSON file for every episode played, without pictures; \"trace FILE\" plays them again")};
  for (Field& each : viz::fields(options.viewer)) all.push_back(std::move(each));
  return all;
}

void check_place(const std::string& path) {
  if (path.empty()) return;
  if (!path.ends_with(".json")) throw Error("cannot record to \"" + path + "\"; end its name in .json");
  if (std::filesystem::exists(path)) throw Error("\"" + path + "\" exists; record to a new file");
  viz::check_folder_of(path);
  write_file(path, "");  // refuses what cannot be written before anything is played
  std::filesystem::remove(path);
}

// Pictures would make files of gigabytes, and follow from the actions anyway.
bool worth_keeping(const Space& observation) {
  constexpr int few = 1000;
  return ObservationBatch(observation, 1).part(0).size <= few;
}

/// Writes what was played: all of it at the end, and what there is after every episode, so that little is
/// lost whatever happens. Episodes are played again to be written, which is done beside the playing.
class Keeper {
 public:
  Keeper(std::string path, const EnvRegistry& envs, TraceRequest request)
      : path_(std::move(path)), envs_(envs), request_(std::move(request)) {}

  void keep_so_far(const std::vector<viz::PlayedEpisode>& played) {
    using namespace std::chrono_literals;
    if (path_.empty() || (writing_.valid() && writing_.wait_for(0s) != std::future_status::ready)) return;
    writing_ = std::async(std::launch::async, [this, request = request_for(played)] { write(request); });
  }

  /// Says what was written.
  std::string keep(const std::vector<viz::PlayedEpisode>& played) {
    if (writing_.valid()) writing_.wait();
    if (played.empty()) return "nothing was played, so there is no " + path_;
    write(request_for(played));
    std::size_t actions = 0;
    for (const viz::PlayedEpisode& each : played) actions += each.actions.size();
    return "recorded " + counted(played.size(), "episode") + " of " + counted(actions, "action") + " in " +
           path_;
  }

 private:
  TraceRequest request_for(const std::vector<viz::PlayedEpisode>& played) const {
    TraceRequest request = request_;
    for (const viz::PlayedEpisode& each : played) request.runs.push_back({each.seed, each.actions});
    return request;
  }
  void write(const TraceRequest& request) const { write_file(path_, trace_json(envs_, request) + "\n"); }

  std::string path_;
  const EnvRegistry& envs_;
  TraceRequest request_;       // without runs
  std::future<void> writing_;  // what goes wrong there goes wrong again at the end, and is said then
};

// Shows the session until the person ends it; says so when the window ends first, and leaves what was played
// to be kept.
bool closed_by_person(viz::Window& window, viz::ViewerSession& session, const viz::ViewerOptions& options) {
  try {
    if (viz::view(window, session, nullptr, options, Interrupt::requested) == viz::ViewEnd::closed)
      return true;
    std::cerr << "gymkhana: " << viz::kWindowLost << "\n";
  } catch (const std::exception& error) {
    std::cerr << "gymkhana: " << error.what() << "\n";
  }
  return false;
}

}  // namespace

int play(const Invocation& call) {
  TraceRequest request{.env = only_word(call, "an env id")};
  Settings flags = call.line.flags;
  request.options = split_off(flags, "env.");
  request.wrappers = split_off(flags, "wrappers.");
  PlayOptions options;
  set_fields(fields(options), "play", flags);
  const EnvRegistry& envs = call.registry.envs;
  const auto make_env = [&] { return envs.make(request.env, request.options, request.wrappers); };
  if (make_env()->spec().keys.empty()) throw Error(request.env + " names no keys, so no one can play it");
  viz::check_overlay(options.viewer.picture.overlay, *make_env());
  check_place(options.record);
  if (const std::string reason = viz::why_no_window(); !reason.empty())
    throw Error("cannot play: " + reason + "; to see a run without a window: eval DIR --record out.gif");

  request.observations = worth_keeping(make_env()->spec().observation);
  Keeper keeper(options.record, envs, request);
  viz::ViewerSession session({.make_env = make_env,
                              .seed = static_cast<std::uint64_t>(options.seed),
                              .overlay = viz::overlay_named(options.viewer.picture.overlay),
                              .on_played = [&](const auto& played) { keeper.keep_so_far(played); }});
  const viz::PageStyle style = options.viewer.picture.style();
  const auto window = viz::open_window(request.env + " - Gymkhana", style.width, style.height);
  const Interrupt interrupt;
  const bool lost = !closed_by_person(*window, session, options.viewer);
  const int status = lost ? 1 : Interrupt::requested() ? Interrupt::exit_status() : 0;

  for (const viz::Episode& each : session.episodes()) std::cout << "return " << print(each.total) << "\n";
  if (!options.record.empty()) std::cout << keeper.keep(session.played()) << "\n";
  return status;
}

std::string play_keys(const Invocation& call) {
  PlayOptions options;
  std::string text = describe_fields("Settings", fields(options));
  if (call.line.words.empty()) return text;
  const EnvEntry& entry = call.registry.envs.find(call.line.words[0]);
  text += describe_options(entry);
  std::vector<std::vector<std::string>> keys;
  const viz::KeyboardInput keyboard(call.registry.envs.make(entry.info.id)->spec());
  for (const viz::HelpLine& line : keyboard.meanings()) keys.push_back({line.keys, line.meaning});
  return keys.empty() ? text : text + "\nKeys of " + entry.info.id + "\n" + columns(keys);
}

}  // namespace gymkhana::verbs
