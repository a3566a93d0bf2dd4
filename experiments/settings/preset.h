// Presets: experiments worth running, as text files of settings.
#pragma once

#include <string>
#include <vector>

#include "envs/core/fields.h"

namespace gymkhana {

/// A preset of this library, built into the program.
struct Preset {
  std::string name;  ///< "cartpole-ppo"
  std::string text;  ///< the file presets/NAME.ini
};

/// All presets of this library, by name in alphabetical order.
const std::vector<Preset>& standard_presets();

/// What the first line of a preset's header says.
std::string summary(const Preset& preset);

/// Settings from a file, and what to call a run of them.
struct PresetSettings {
  std::string name;    ///< the preset's, or the file's without folder and ending
  std::string origin;  ///< for errors: "preset cartpole-ppo", or the path
  Settings
      settings;  ///< keys as on the command line: "gamma", "env.g", "wrappers.frame_stack", "policy.net_arch"
};

/// The preset of that name, or the file at that path (anything with a "/" or ".ini" in it). Error names the
/// nearest preset, or what is wrong with the file.
PresetSettings load_preset(const std::string& name_or_path);

/// Reads Boost.Program_options' configuration syntax: `key = value`, `[section]`, `#` begins a comment. A key
/// given twice is an Error.
Settings parse_ini(const std::string& text, const std::string& origin);

}  // namespace gymkhana
