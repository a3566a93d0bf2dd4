// The report of a bench: results.json, a page, the same as Markdown, and the plots as files.
#pragma once

#include <filesystem>

#include "experiments/report/summary.h"

namespace gymkhana {

/// Writes report.html (self-contained), report.md, plots/*.svg, and results.json last: where it is, all is
/// there.
void write_report(const std::filesystem::path& directory, const BenchSummary& summary);

}  // namespace gymkhana
