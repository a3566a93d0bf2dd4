// `bench`: presets over many seeds, and what that proves.
#include <algorithm>
#include <iostream>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/interrupt.h"
#include "base/utf8.h"
#include "experiments/bench/check.h"
#include "experiments/bench/collect.h"
#include "experiments/bench/report_files.h"
#include "experiments/bench/signature.h"
#include "experiments/bench/stage.h"
#include "experiments/report/records.h"
#include "experiments/report/report.h"
#include "experiments/report/tables.h"
#include "experiments/run/run_state.h"
#include "experiments/settings/preset.h"
#include "experiments/verbs/help.h"

namespace gymkhana::verbs {
namespace {

struct BenchOptions {
  int seeds = 10;
  std::int64_t seed = 0;
  std::int64_t steps = 0;
  int workers = 0;
  std::string directory;
  std::string log_folder = "runs";
  std::string anchors;
  bool check = false;
  bool report = false;
  bool signature = false;
};

Fields fields(BenchOptions& options) {
  return {
      field("seeds", options.seeds,
            "runs per preset; 0, and with --check unless given: as many as the preset promises", at_least(0)),
      field("seed", options.seed, "of the first run; the others follow", at_least(0)),
      field("steps", options.steps, "environment steps of each run; 0: as its preset says", at_least(0)),
      field("workers", options.workers, "runs side by side, one thread each; 0: one per core",
            between(0, 1024)),
      field("directory", options.directory,
            "where runs and report are kept; empty: an unfinished bench of the same presets, or a new one"),
      field("log_folder", options.log_folder, "where bench directories are made"),
      field("anchors", options.anchors, "a file of published scores instead of experiments/anchors.ini"),
      field("check", options.check,
            "a switch: fail when a score has fallen below what its preset promises; of all presets that "
            "promise something (hours) when none is named"),
      field(
          "report", options.report,
          "a switch: run nothing, but report on the records named, of several benches and machines: folders "
          "of benches, or files PRESET.json out of their records/"),
      field("signature", options.signature,
            "a switch: print one hash of a moment of each preset named, or of all (minutes), and do nothing "
            "else"),
  };
}

Anchors anchors_of(const BenchOptions& options) {
  if (options.anchors.empty()) return parse_anchors(standard_anchors_text(), "anchors.ini");
  if (!std::filesystem::is_regular_file(options.anchors))
    throw Error("--anchors: " + not_a_file(options.anchors));
  return parse_anchors(read_file(options.anchors), options.anchors);
}

// As a shell reads it.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_of(" \t\n\"'\\$`*?&|;<>()[]{}!#~") == std::string::npos;
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string command_text(const Invocation& call) {
  const std::filesystem::path program = call.line.program;
  std::string text = (program.is_absolute() ? program.filename() : program).string() + " bench";
  for (const std::string& word : call.line.words) text += " " + quoted(word);
  for (const auto& [key, value] : call.line.flags)
    text += " --" + key + (is_switch(key) ? "" : " " + quoted(value));
  return printable(text);
}

// The presets named; for --check and --signature, all that are built in (and promise something) when none is.
std::vector<std::string> presets_of(const Invocation& call, const BenchOptions& options) {
  std::vector<std::string> words = call.line.words;
  if (!words.empty()) return words;
  if (!options.check && !options.signature)
    throw Error("bench needs presets; see: " + call.line.program + " list presets");
  for (const Preset& preset : standard_presets()) {
    if (options.signature || given(load_preset(preset.name).settings, "expect.seeds"))
      words.push_back(preset.name);
  }
  return words;
}

// A flag that is no setting of a run, but nearly called as one of the bench's own, is that one misspelt.
void refuse_misspelt(const Invocation& call, BenchOptions& options, const Settings& flags) {
  if (flags.empty()) return;
  const PresetSettings preset = load_preset(presets_of(call, options)[0]);
  const Settings known = parse_ini(to_ini(resolve(call.registry, {{preset.origin, preset.settings}})), "");
  std::vector<std::string> own;
  for (const Field& each : fields(options)) own.push_back(each.name);
  for (const auto& [key, value] : flags)
    if (!given(known, key) && !nearest(key, own).empty()) throw unknown_word("setting", key, own);
}

// A promise is about the preset as it is.
void refuse_changes(const BenchOptions& options, const Settings& flags) {
  if (options.steps > 0 || !flags.empty())
    throw Error("--check holds presets to what they promise as they are; drop --" +
                (options.steps > 0 ? "steps" : flags[0].first));
}

BenchRequest request_of(const Invocation& call, const BenchOptions& options, const Settings& flags) {
  return {.presets = presets_of(call, options),
          .flags = flags,
          .seeds = options.check && !given(call.line.flags, "seeds") ? 0 : options.seeds,
          .first_seed = options.seed,
          .steps = options.steps,
          .check = options.check};
}

// One line per preset on stderr, the sum of all on stdout.
int print_signature(const Invocation& call, const BenchOptions& options) {
  for (const auto& [key, value] : call.line.flags) {
    if (key != "signature") throw Error("--signature runs presets as they are, for a moment; drop --" + key);
  }
  const std::vector<std::string> presets = presets_of(call, options);
  if (std::set<std::string>(presets.begin(), presets.end()).size() < presets.size())
    throw Error("--signature takes each preset once; keep one");
  std::uint64_t sum = hash_bytes("");
  for (const std::string& preset : presets) {
    const std::string hash = hash_text(preset_signature(call.registry, preset));
    std::cerr << hash << "  " << preset << "\n";
    sum = hash_bytes(hash, sum);
  }
  std::cout << hash_text(sum) << "\n";
  return 0;
}

void write_records(const std::filesystem::path& folder, const BenchSummary& summary) {
  make_folder(folder);
  for (const PresetSummary& preset : summary.presets)
    write_file(folder / (preset.name + ".json"), to_records(preset.runs));
}

void print_results(const BenchSummary& summary, const Table& table, const std::filesystem::path& directory) {
  std::cout << columns(table) << "\n";
  for (const std::string& note : summary.notes) std::cout << note << "\n";
  std::cout << "everything is in " << directory.string()
            << ": report.html, report.md, plots/, results.json\n";
}

int report_on_records(const Invocation& call, const BenchOptions& options) {
  for (const auto& [key, value] : call.line.flags) {
    if (key != "report" && key != "directory" && key != "log_folder" && key != "anchors")
      throw Error("--report runs nothing; drop --" + key);
  }
  if (call.line.words.empty()) throw Error("--report needs files of records, such as runs/bench_1/records");
  const std::vector<std::filesystem::path> places(call.line.words.begin(), call.line.words.end());
  BenchSummary summary = summarize_bench(read_records(places), anchors_of(options), {});
  const std::filesystem::path directory = bench_directory({}, options.log_folder, options.directory);
  if (is_bench(directory))
    throw Error("\"" + directory.string() +
                "\" is a bench with a report of its own; name another --directory");
  const FolderLock lock(directory);
  if (!is_report(directory)) refuse_report(directory, false);
  remove_report(directory, false);
  summary.command = command_text(call);
  write_report(directory, summary);
  print_results(summary, short_table(summary), directory);
  return 0;
}

}  // namespace

int bench(const Invocation& call) {
  BenchOptions options;
  Settings flags = call.line.flags;
  take_fields(flags, fields(options), "bench");
  if (options.signature) return print_signature(call, options);
  if (options.report) return report_on_records(call, options);
  refuse_misspelt(call, options, flags);
  if (options.check) refuse_changes(options, flags);
  const Anchors anchors = anchors_of(options);
  const BenchPlan plan = make_plan(call.registry, request_of(call, options, flags));
  const std::filesystem::path directory = bench_directory(plan, options.log_folder, options.directory);
  const FolderLock lock(directory);
  const std::vector<BenchRun> runs = runs_of(call.registry, plan, directory);
  for (const BenchRun& run : runs) refuse_other_settings(call.registry, run);
  if (options.check) refuse_other_builds(runs, directory);
  begin_bench(plan, directory);
  const BenchOutcome outcome =
      run_bench(call.registry, runs, worker_count(options.workers), call.line.program);
  if (outcome.interrupted) {
    std::cerr << "stopped and saved in " << directory.string() << "; the same command goes on\n";
    return Interrupt::exit_status();
  }
  if (outcome.failed.size() == runs.size()) {
    std::cerr << "no run is left to report on; each has a log in " << directory.string() << "\n";
    return 1;
  }
  BenchSummary summary = collect(plan, runs, outcome.failed, anchors);
  summary.command = command_text(call);
  write_records(directory / "records", summary);
  write_report(directory, summary);
  print_results(summary, options.check ? check_table(plan, summary) : short_table(summary), directory);
  return whole(plan, summary) && (!options.check || all_kept(plan, summary)) ? 0 : 1;
}

std::string bench_keys(const Invocation&) {
  BenchOptions options;
  return describe_fields("Settings", fields(options)) +
         "\nEvery other flag is a training setting for all presets: --learning_rate 0.001\n";
}

}  // namespace gymkhana::verbs
