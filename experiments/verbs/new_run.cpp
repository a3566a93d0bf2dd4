#include "experiments/verbs/new_run.h"

#include <filesystem>

#include "base/files.h"
#include "experiments/settings/preset.h"
#include "experiments/verbs/session.h"

namespace gymkhana {
namespace {

Experiment experiment_of(const Invocation& call, Settings flags, Place& place, const NewRun::Check& check) {
  take_fields(flags, fields(place), call.line.verb);
  std::vector<SettingsSource> sources;
  if (!call.line.words.empty()) {
    PresetSettings preset = load_preset(only_word(call, "a preset"));
    sources.push_back({preset.origin, {{"name", preset.name}}});
    sources.push_back({preset.origin, std::move(preset.settings)});
  }
  sources.push_back({"", std::move(flags)});
  Experiment experiment = resolve(call.registry, sources);
  if (check) check(experiment);
  return experiment;
}

}  // namespace

Fields fields(Place& place) {
  return {field("directory", place.directory, "the run directory itself, which must not exist yet")};
}

NewRun::NewRun(const Invocation& call, Settings flags, const Check& check)
    : experiment_(experiment_of(call, std::move(flags), place_, check)),
      state_(call.registry, experiment_),
      directory_(
          RunDirectory::create(experiment_.train.log_folder, experiment_.train.name, place_.directory)) {
  begin(call);
}

// The first files of a run. When they cannot be written, nothing is left behind.
void NewRun::begin(const Invocation& call) {
  try {
    write_file(directory_.config(), to_ini(experiment_));
    trainer_ = std::make_unique<Trainer>(call.registry, experiment_, state_, directory_, ResumePoint{});
    trainer_->save();
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove_all(directory_.path(), ignored);
    throw;
  }
}

int NewRun::train(const Invocation& call) {
  return run_session(call, experiment_, state_, directory_, *trainer_);
}

}  // namespace gymkhana
