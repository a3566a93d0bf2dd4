#include "experiments/verbs/help.h"

#include <algorithm>
#include <regex>
#include <sstream>

#include "base/text.h"

namespace gymkhana {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kAllowedWidth = 18;  // what is wider moves into the meaning, or leaves it no room

// Appends `text`, breaking lines between words; continuation lines start at column `indent`.
void append_wrapped(std::string& out, const std::string& text, std::size_t indent) {
  std::istringstream words(text);
  std::string word;
  std::size_t column = indent;
  while (words >> word) {
    if (column > indent && column + 1 + word.size() > kLineWidth) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
}

std::string each_line(const std::string& text, const std::string& before) {
  std::istringstream lines(text);
  std::string out, line;
  while (std::getline(lines, line)) out += before + line + "\n";
  return out;
}

}  // namespace

std::string columns(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i + 1 < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line = "  ";
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    }
    append_wrapped(line, row.back(), line.size());
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string describe_fields(const std::string& title, const Fields& fields, const std::string& prefix) {
  if (fields.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const Field& field : fields) {
    std::string allowed = field.allowed.empty() ? field.type : field.type + " " + field.allowed;
    std::string meaning = field.help;
    if (allowed.size() > kAllowedWidth) {
      allowed = field.type;
      meaning += " (" + std::regex_replace(field.allowed, std::regex("\\|"), ", ") + ")";
    }
    const std::string value = field.get();
    rows.push_back({"--" + prefix + field.name, value.empty() ? "-" : value, allowed, meaning});
  }
  return "\n" + title + " (default, what is allowed, meaning)\n" + columns(rows);
}

std::string describe_options(const EnvEntry& entry) {
  std::string text;
  entry.describe(entry.info, [&](const Fields& own) {
    text = describe_fields("Options of " + entry.info.id, own, "env.");
  });
  return text;
}

std::string verb_help(const Verb& verb, const Invocation& call) {
  const std::string& program = call.line.program;
  return program + " " + verb.usage + "\n\n  " + verb.summary + "\n\nFor example:\n" +
         each_line(verb.examples, "  " + program + " ") + verb.keys(call);
}

std::string program_help(const CommandLine& line) {
  std::vector<std::vector<std::string>> rows;
  for (const Verb& verb : verb_table()) rows.push_back({verb.usage, verb.summary});
  return "Gymkhana: reinforcement learning, from a preset to a result in seconds.\n\nusage: " + line.program +
         " VERB ...\n\n" + columns(rows) + "\n" +
         columns({{"VERB --help", "what a verb does, with examples and every setting it takes"},
                  {"--version", "version and commit"}}) +
         "\nexit status: 0 done; 1 training broke (NaN), an environment is faulty, a promise was broken, a "
         "recording\n"
         "goes another way, a window was lost, or bench or plot left something out; 2 something you can "
         "mend,\n"
         "in one line on stderr; 130 interrupted, after saving\n";
}

std::string counted(std::int64_t count, const std::string& thing) {
  return with_commas(count) + " " + thing + (count == 1 ? "" : "s");
}

}  // namespace gymkhana
