#include "experiments/verbs/command_line.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"

namespace gymkhana {
namespace {

// The script `run` calls the program under another name; hints should show what the user typed.
std::string program_name(const char* path) {
  if (const char* name = std::getenv("GYMKHANA_COMMAND")) return name;
  return path;
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  CommandLine line{.program = argc > 0 ? program_name(argv[0]) : "gymkhana"};
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--help" || word == "-h") {
      line.help = true;
    } else if (word == "--version") {
      line.version = true;
    } else if (word.starts_with("--")) {
      const std::size_t equals = word.find('=');
      const std::string key = word.substr(2, equals == std::string::npos ? equals : equals - 2);
      if (key.empty()) throw Error("\"" + word + "\" names no setting; write --KEY VALUE");
      if (equals == std::string::npos && is_switch(key)) {
        line.flags.emplace_back(key, "true");
        continue;
      }
      if (equals == std::string::npos && i + 1 == argc) {
        throw Error(word + " needs a value; write " + word + " VALUE");
      }
      const auto same = [&key](const auto& flag) { return flag.first == key; };
      if (std::any_of(line.flags.begin(), line.flags.end(), same)) {
        throw Error("--" + key + " is given twice; keep one");
      }
      line.flags.emplace_back(key, equals == std::string::npos ? argv[++i] : word.substr(equals + 1));
    } else if (word.size() > 1 && word.starts_with("-")) {
      throw Error("unknown flag \"" + word + "\"; flags are spelled out: --KEY VALUE");
    } else if (line.verb.empty()) {
      line.verb = word;
    } else {
      line.words.push_back(word);
    }
  }
  return line;
}

bool is_switch(const std::string& key) {
  return key == "check" || key == "report" || key == "signature" || key == "track";
}

}  // namespace gymkhana
