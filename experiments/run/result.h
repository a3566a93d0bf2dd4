// result.json: what came out of a run, and what it ran on.
#pragma once

#include <filesystem>

#include "experiments/run/run_state.h"
#include "experiments/run/trainer.h"
#include "experiments/settings/config.h"

namespace gymkhana {

/// Scores, steps, seconds, seed, commit, machine, versions of compiler and libraries.
void write_result(const std::filesystem::path& path, const Experiment& experiment,
                  const TrainingOutcome& outcome, RunState& state);

/// A score alone, as result.json holds it.
void write_score(const std::filesystem::path& path, const Score& score);

}  // namespace gymkhana
