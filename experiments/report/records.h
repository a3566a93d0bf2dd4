// Files of records: a preset's runs without their logs, small enough to be kept in a repository and to be
// brought together from several benches and machines.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/report/run_record.h"

namespace gymkhana {

/// The runs of one preset as JSON, a line each. Curves keep at most 50 of their points, in six digits. At
/// least one run.
std::string to_records(const std::vector<RunRecord>& runs);

/// The runs by preset, in the order of their names and seeds, of files of records and of all that lie in
/// folders. Error names a file that is missing or damaged, and one that holds a seed of a preset, or another
/// world for it, when another file does, too.
std::vector<std::vector<RunRecord>> read_records(const std::vector<std::filesystem::path>& places);

}  // namespace gymkhana
