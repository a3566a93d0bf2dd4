// What stands on the command line, before anyone asks whether it makes sense.
#pragma once

#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "experiments/settings/flags.h"

namespace gymkhana {

/// `program verb word word --key value --key=value`, in any order after the verb.
struct CommandLine {
  std::string program;             ///< as the user calls it
  std::string verb;                ///< empty when there is none
  std::vector<std::string> words;  ///< what is no flag: a preset, a directory
  Settings flags;                  ///< in the order given; keys are never abbreviated
  bool help = false;               ///< --help or -h anywhere
  bool version = false;            ///< --version
};

/// Every flag but --help, --version and switches takes a value, which may begin with a minus sign. Error
/// otherwise.
CommandLine parse_command_line(int argc, const char* const* argv);

/// Whether the flag says all by itself: --check, --report, --signature, --track.
bool is_switch(const std::string& name);

}  // namespace gymkhana
