// A document as Markdown.
#include "experiments/report/document.h"

namespace gymkhana {
namespace {

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) {
    std::string escaped;
    for (const char c : cell)
      escaped += c == '|' || c == '<' || c == '*' ? std::string("\\") + c : std::string(1, c);
    text += " " + escaped + " |";
  }
  return text + "\n";
}

struct Markdown {
  std::string text;

  void operator()(const Heading& heading) {
    text += std::string(static_cast<std::size_t>(heading.level), '#') + " " + heading.text + "\n\n";
  }
  void operator()(const Paragraph& paragraph) { text += paragraph.text + "\n\n"; }
  void operator()(const Listing& listing) {
    for (const std::string& item : listing.items) text += "- " + item + "\n";
    text += "\n";
  }
  void operator()(const Command& command) { text += "    " + command.text + "\n\n"; }
  void operator()(const Table& table) {
    text += row(table[0]) + row(std::vector<std::string>(table[0].size(), "---"));
    for (std::size_t i = 1; i < table.size(); ++i) text += row(table[i]);
    text += "\n";
  }
  void operator()(const Figure& figure) { text += "![" + figure.caption + "](" + figure.file + ")\n\n"; }
};

}  // namespace

std::string to_markdown(const Document& document) {
  Markdown markdown;
  for (const Block& block : document) std::visit(markdown, block);
  return markdown.text;
}

}  // namespace gymkhana
