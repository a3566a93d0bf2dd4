// Texts that teach: --help for the program and for each verb, tables of settings.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "experiments/verbs/verb.h"

namespace gymkhana {

/// All verbs, the way to a first result, and where to read on.
std::string program_help(const CommandLine& line);

/// One verb: usage, examples, and every setting it takes.
std::string verb_help(const Verb& verb, const Invocation& call);

/// A titled table of settings: flag, default, allowed values, and why. `prefix` is "env." for an env's
/// options.
std::string describe_fields(const std::string& title, const Fields& fields, const std::string& prefix = "");

/// The same of an environment's own options.
std::string describe_options(const EnvEntry& entry);

/// Rows of cells as text in columns, two blanks between; the last column is wrapped at 100 characters.
std::string columns(const std::vector<std::vector<std::string>>& rows);

/// "1 step", "1,200 steps".
std::string counted(std::int64_t count, const std::string& thing);

}  // namespace gymkhana
