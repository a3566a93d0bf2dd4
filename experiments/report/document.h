// A report's content, written once and rendered as a web page and as Markdown.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "experiments/report/tables.h"

namespace gymkhana {

struct Heading {
  int level = 2;  ///< 1 is the title
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Listing {
  std::vector<std::string> items;
};
/// A line to type.
struct Command {
  std::string text;
};
struct Figure {
  std::string file;  ///< "plots/curves-CartPole-v1.svg"
  std::string caption;
  std::string svg;
};

using Block = std::variant<Heading, Paragraph, Listing, Command, Table, Figure>;
using Document = std::vector<Block>;

/// One file that needs no other: style and figures are in it.
std::string to_html(const Document& document);
/// Figures are referred to by their file.
std::string to_markdown(const Document& document);

}  // namespace gymkhana
