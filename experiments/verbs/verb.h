// The verbs of the command line: one line of a table, one function, one file each.
#pragma once

#include <string>
#include <vector>

#include "experiments/settings/registry.h"
#include "experiments/verbs/command_line.h"

namespace gymkhana {

/// What a verb is called with.
struct Invocation {
  const Registry& registry;
  const CommandLine& line;
};

/// A line in the table of verbs.
struct Verb {
  std::string name;
  std::string usage;                       ///< what follows the program's name
  std::string summary;                     ///< one line for --help
  std::string examples;                    ///< lines that follow the program's name, one a line
  int (*run)(const Invocation&);           ///< returns the exit status
  std::string (*keys)(const Invocation&);  ///< the settings it takes, for VERB --help
};

/// All verbs in the order in which --help shows them.
const std::vector<Verb>& verb_table();

// The functions in the table; each has a file of its own name.
namespace verbs {

int train(const Invocation&);
int resume(const Invocation&);
int eval(const Invocation&);
int bench(const Invocation&);
int plot(const Invocation&);
int watch(const Invocation&);
int play(const Invocation&);
int list(const Invocation&);
int trace(const Invocation&);
int check_env(const Invocation&);

// What their --help lists.
std::string train_keys(const Invocation&);
std::string resume_keys(const Invocation&);
std::string eval_keys(const Invocation&);
std::string bench_keys(const Invocation&);
std::string plot_keys(const Invocation&);
std::string watch_keys(const Invocation&);
std::string play_keys(const Invocation&);
std::string trace_keys(const Invocation&);
std::string check_env_keys(const Invocation&);

}  // namespace verbs

/// The only word that a verb takes; Error says what is missing or too much ("an env id").
const std::string& only_word(const Invocation&, const std::string& what);

}  // namespace gymkhana
