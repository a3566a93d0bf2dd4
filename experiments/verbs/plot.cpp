// `plot`: the learning curves of runs that are there, of other tools' too.
#include <filesystem>
#include <iostream>

#include "envs/core/error.h"
#include "experiments/files.h"
#include "experiments/help.h"
#include "experiments/report/found_runs.h"
#include "experiments/verbs/verb.h"

namespace gymkhana::verbs {
namespace {

struct PlotOptions {
  std::string out = "plots";
};

Fields fields(PlotOptions& options) {
  return {field("out", options.out, "the folder for the pictures, one per world")};
}

}  // namespace

int plot(const Invocation& call) {
  PlotOptions options;
  set_fields(fields(options), "plot", call.line.flags);
  if (call.line.words.empty()) throw Error("plot needs run directories or monitor.csv files");
  std::vector<FoundRun> runs;
  std::vector<std::string> notes;
  for (const std::string& word : call.line.words) {
    for (FoundRun& run : find_runs(word, notes)) runs.push_back(std::move(run));
  }
  if (runs.empty()) throw Error("nothing to plot. " + (notes.empty() ? "" : notes[0]));
  const std::filesystem::path folder = options.out;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error("cannot make the folder \"" + options.out + "\": " + error.message());
  const std::vector<Figure> figures = found_figures(std::move(runs), notes);
  for (const std::string& note : notes) std::cerr << note << "\n";
  if (figures.empty()) return 1;
  for (const Figure& figure : figures) {
    write_file(folder / figure.file, figure.svg);
    std::cout << (folder / figure.file).string() << "\n";
  }
  return 0;
}

std::string plot_keys(const Invocation&) {
  PlotOptions options;
  return describe_fields("Settings", fields(options));
}

}  // namespace gymkhana::verbs
