// From a state to the end of its run, with everything that a user sees on the way.
#pragma once

#include "experiments/run/trainer.h"
#include "experiments/verbs/verb.h"

namespace gymkhana {

/// Trains on, then writes result.json and prints score and next commands. Returns the exit status: 0; 1 when
/// training broke; 130 after Ctrl-C.
int run_session(const Invocation& call, const Experiment& experiment, RunState& state,
                const RunDirectory& directory, Trainer& trainer);

}  // namespace gymkhana
