// What stands on the command line, before anyone asks whether it makes sense.
#pragma once

#include <string>
#include <vector>

#include "envs/core/fields.h"

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

/// Whether the flag `name` stands among them.
bool given(const Settings& flags, const std::string& name);

/// Removes the flags named `prefix` + NAME and returns them as NAME = value: split_off(flags, "env.").
Settings split_off(Settings& flags, const std::string& prefix);

/// Removes the flags that `fields` describe and sets those fields.
void take_fields(Settings& flags, Fields fields, const std::string& owner);

/// Sets the fields that flags name; Error names the nearest valid one. `owner` is the verb.
void set_fields(Fields fields, const std::string& owner, const Settings& flags);

}  // namespace gymkhana
