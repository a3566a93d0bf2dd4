// Files of records: a preset's runs without their logs, small enough to be kept in a repository and to be
// brought together from several benches and machines.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/run/finished_run.h"

namespace gymkhana {

/// The runs of one preset as JSON, a line each. Evaluations are all kept, of training returns 50 points and
/// the one that first reaches the threshold; both in six digits. At least one run.
std::string to_records(const std::vector<RunRecord>& runs);

/// The runs by preset, in the order of their names and seeds, of files of records, of all that lie in folders
/// and in the folders of benches. Error names a file that is missing or damaged, that holds a seed once more,
/// or a preset's runs with other settings.
std::vector<std::vector<RunRecord>> read_records(const std::vector<std::filesystem::path>& places);

}  // namespace gymkhana
