// A run that begins: from what the command line says to the first files in its directory.
#pragma once

#include <functional>
#include <memory>

#include "experiments/run/trainer.h"
#include "experiments/verbs/verb.h"

namespace gymkhana {

/// The flag that says where a run is kept, and is no part of the experiment.
struct Place {
  std::string directory;
};

Fields fields(Place& place);

/// Everything that `train` makes before it trains. Members refer to each other: it stays where it is.
class NewRun {
 public:
  using Check = std::function<void(const Experiment&)>;

  /// Of a preset, of `flags`, or of both. Error, of `check` too, leaves no files behind.
  NewRun(const Invocation& call, Settings flags, const Check& check = nullptr);
  NewRun(const NewRun&) = delete;
  NewRun& operator=(const NewRun&) = delete;

  const Experiment& experiment() const { return experiment_; }
  const RunDirectory& directory() const { return directory_; }
  Trainer& trainer() { return *trainer_; }
  /// Trains to the end; the exit status.
  int train(const Invocation& call);

 private:
  void begin(const Invocation& call);

  Place place_;
  Experiment experiment_;
  RunState state_;
  RunDirectory directory_;
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace gymkhana
