// `play`: a person plays a world from the keyboard.
#include <filesystem>
#include <iostream>

#include "envs/core/error.h"
#include "experiments/files.h"
#include "experiments/help.h"
#include "experiments/interrupt.h"
#include "experiments/trace.h"
#include "experiments/verbs/verb.h"
#include "viz/hands.h"
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

// Writes what was played, and says so.
std::string keep(const std::string& path, const EnvRegistry& envs, const TraceRequest& request) {
  if (request.runs.empty()) return "nothing was played, so there is no " + path;
  write_file(path, trace_json(envs, request) + "\n");
  std::size_t actions = 0;
  for (const RecordedRun& run : request.runs) actions += run.actions.size();
  return "recorded " + counted(request.runs.size(), "episode") + " of " + counted(actions, "action") +
         " in " + path;
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
  const auto make_world = [&] { return envs.make(request.env, request.options, request.wrappers); };
  if (make_world()->spec().keys.empty()) throw Error(request.env + " names no keys, so no one can play it");
  viz::check_overlay(options.viewer.picture.overlay, *make_world());
  check_place(options.record);
  if (const std::string reason = viz::why_no_window(); !reason.empty()) throw Error("cannot play: " + reason);

  viz::Laboratory laboratory({.make_world = make_world,
                              .seed = static_cast<std::uint64_t>(options.seed),
                              .overlay = viz::overlay_named(options.viewer.picture.overlay)});
  const viz::PageStyle style = options.viewer.picture.style();
  const auto window = viz::open_window(request.env + " - Gymkhana", style.width, style.height);
  const Interrupt interrupt;
  const viz::ViewEnd end = viz::view(*window, laboratory, nullptr, options.viewer, Interrupt::requested);
  const bool lost = end == viz::ViewEnd::lost;
  const int status = lost ? 1 : Interrupt::requested() ? Interrupt::exit_status() : 0;
  if (lost) std::cerr << "gymkhana: the window is lost: its display broke off, or it was destroyed\n";

  for (const viz::Episode& each : laboratory.episodes()) std::cout << "return " << print(each.total) << "\n";
  if (options.record.empty()) return status;
  request.observations = worth_keeping(make_world()->spec().observation);
  for (viz::PlayedEpisode& each : laboratory.played()) {
    request.runs.push_back({each.seed, std::move(each.actions)});
  }
  std::cout << keep(options.record, envs, request) << "\n";
  return status;
}

std::string play_keys(const Invocation& call) {
  PlayOptions options;
  std::string text = describe_fields("Settings", fields(options));
  if (call.line.words.empty()) return text;
  const EnvEntry& entry = call.registry.envs.find(call.line.words[0]);
  entry.describe(entry.info, [&](const Fields& own) {
    text += describe_fields("Options of " + entry.info.id, own, "env.");
  });
  std::vector<std::vector<std::string>> keys;
  const viz::Hands hands(call.registry.envs.make(entry.info.id)->spec());
  for (const viz::HelpLine& line : hands.meanings()) keys.push_back({line.keys, line.meaning});
  return keys.empty() ? text : text + "\nKeys of " + entry.info.id + "\n" + columns(keys);
}

}  // namespace gymkhana::verbs
