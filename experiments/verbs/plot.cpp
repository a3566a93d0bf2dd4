// `plot`: the learning curves of runs that are there, of other tools' too.
#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "experiments/curves/run_figures.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {
namespace {

struct PlotOptions {
  std::string out = "plots";
};

Fields fields(PlotOptions& options) {
  return {field("out", options.out, "the folder for the pictures, one per environment")};
}

std::vector<std::string> lines(const PlotNotes& notes) {
  std::vector<std::string> all = notes.left_out;
  all.insert(all.end(), notes.remarks.begin(), notes.remarks.end());
  return all;
}

}  // namespace

int plot(const Invocation& call) {
  PlotOptions options;
  set_fields(fields(options), "plot", call.line.flags);
  if (call.line.words.empty()) throw Error("plot needs run directories or monitor.csv files");
  std::vector<FoundRun> runs;
  PlotNotes notes;
  for (const std::string& word : call.line.words) {
    for (FoundRun& run : find_runs(call.registry, word, notes)) runs.push_back(std::move(run));
  }
  if (runs.empty()) throw Error("nothing to plot. " + join(lines(notes), "\n"));
  const std::vector<Figure> figures = found_figures(std::move(runs), notes);
  const std::filesystem::path folder = options.out;
  make_folder(folder);
  for (const std::string& note : lines(notes)) std::cerr << note << "\n";
  for (const Figure& figure : figures) {
    write_file(folder / figure.file, figure.svg);
    std::cout << (folder / figure.file).string() << "\n";
  }
  return notes.left_out.empty() ? 0 : 1;
}

std::string plot_keys(const Invocation&) {
  PlotOptions options;
  return describe_fields("Settings", fields(options));
}

}  // namespace gymkhana::verbs
