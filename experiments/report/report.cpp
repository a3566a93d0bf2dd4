#include "experiments/report/report.h"

#include <set>

#include "base/files.h"
#include "base/text.h"
#include "experiments/report/document.h"
#include "experiments/report/figures.h"
#include "experiments/report/results_json.h"

namespace gymkhana {
namespace {

void append(Document& document, const std::vector<Figure>& figures) {
  document.insert(document.end(), figures.begin(), figures.end());
}

void append(Document& document, const std::string& heading, const Table& table) {
  if (table.empty()) return;
  document.push_back(Heading{2, heading});
  document.push_back(table);
}

void append_comparisons(Document& document, const BenchSummary& summary) {
  std::size_t number = 0;
  for (const Comparison& comparison : summary.comparisons) {
    document.push_back(Heading{2, "Compared: " + title_of(comparison)});
    if (comparison.normalised)
      document.push_back(Paragraph{
          "Normalised scores: 0 is uniformly random actions, 1 the optimum or the best published score."});
    document.push_back(comparison_table(comparison));
    document.push_back(improvement_table(comparison));
    append(document, comparison_figures(comparison, ++number));
  }
}

// Where the runs were made, each place once.
std::string origin_text(const BenchSummary& summary) {
  std::set<std::string> commits, machines;
  for (const PresetSummary& preset : summary.presets) {
    for (const RunRecord& run : preset.runs) {
      commits.insert(run.commit);
      machines.insert(run.machine);
    }
  }
  return std::string("runs at commit") + (commits.size() > 1 ? "s " : " ") + join(commits, ", ") +
         ", one core each of " + join(machines, " or ");
}

Document document_of(const BenchSummary& summary) {
  Document document = {
      Heading{1, "Gymkhana bench"},
      Paragraph{summary.date + ", gymkhana " + summary.version + ", " + origin_text(summary) + "."}};
  if (!summary.command.empty()) document.push_back(Command{summary.command});
  append(document, "Final scores", score_table(summary));
  append(document, "Sample efficiency", speed_table(summary));
  document.push_back(Paragraph{method_text()});
  if (!summary.notes.empty()) {
    document.push_back(Heading{2, "Notes"});
    document.push_back(Listing{summary.notes});
  }
  for (const std::string& env : envs_of(summary)) {
    document.push_back(Heading{2, env});
    append(document, env_figures(summary, env));
  }
  append_comparisons(document, summary);
  append(document, "Beside what others have published", anchor_table(summary));
  std::set<std::string> taken;
  for (Block& block : document) {
    if (auto* figure = std::get_if<Figure>(&block)) figure->file = unused_file(figure->file, taken);
  }
  return document;
}

}  // namespace

void write_report(const std::filesystem::path& directory, const BenchSummary& summary) {
  const Document document = document_of(summary);
  make_folder(directory / "plots");
  for (const Block& block : document) {
    if (const auto* figure = std::get_if<Figure>(&block)) write_file(directory / figure->file, figure->svg);
  }
  write_file(directory / "report.html", to_html(document));
  write_file(directory / "report.md", to_markdown(document));
  write_file(directory / "results.json", results_json(summary));
}

}  // namespace gymkhana
