#include "experiments/settings/preset.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string_view>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // that some editors begin a file with

bool is_path(const std::string& word) {
  return word.find('/') != std::string::npos || word.ends_with(".ini");
}

PresetSettings load_file(const std::string& path) {
  if (!fs::is_regular_file(path)) {
    throw Error(not_a_file(path) + "; give a file of settings, or a preset's name from: list presets");
  }
  return {fs::path(path).stem(), path, parse_ini(read_file(path), path)};
}

}  // namespace

std::string summary(const Preset& preset) {
  const std::size_t end = preset.text.find('\n');
  const std::size_t begin = std::min(preset.text.find_first_not_of("# "), end);
  return preset.text.substr(begin, end - begin);
}

Settings parse_ini(const std::string& text, const std::string& origin) {
  Settings settings;
  std::set<std::string> seen;
  try {
    std::istringstream stream(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text);
    const bool any_key = true;
    for (const po::option& option :
         po::parse_config_file(stream, po::options_description(), any_key).options) {
      if (!seen.insert(option.string_key).second) {
        throw Error(origin + ": \"" + option.string_key + "\" is given twice; keep one");
      }
      const std::string& value = option.value.at(0);
      if (value.starts_with(";") || value.find(" ;") != std::string::npos)
        throw Error(origin + ": " + option.string_key + " = " + value +
                    ": a comment begins with \"#\", not with \";\"");
      settings.emplace_back(option.string_key, value);
    }
  } catch (const po::error& error) {
    throw Error(origin + ": " + error.what() + "; lines are KEY = VALUE, [SECTION] or # COMMENT");
  }
  return settings;
}

PresetSettings load_preset(const std::string& name_or_path) {
  if (is_path(name_or_path)) return load_file(name_or_path);
  std::vector<std::string> names;
  for (const Preset& preset : standard_presets()) {
    if (preset.name == name_or_path) {
      const std::string origin = "preset " + preset.name;
      return {preset.name, origin, parse_ini(preset.text, origin)};
    }
    names.push_back(preset.name);
  }
  throw unknown_word("preset", name_or_path, names);
}

}  // namespace gymkhana
