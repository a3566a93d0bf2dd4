#include "experiments/report/report.h"

#include "experiments/files.h"
#include "experiments/report/results_json.h"

namespace gymkhana {

void write_report(const std::filesystem::path& directory, const BenchSummary& summary) {
  write_file(directory / "results.json", results_json(summary));
}

}  // namespace gymkhana
