// A document as a self-contained web page, for light and dark screens.
#include "experiments/plots/svg.h"
#include "experiments/report/document.h"

namespace gymkhana {
namespace {

constexpr const char* kStyle = R"css(
:root { color-scheme: light dark; --ground: #f5f6f8; --card: #ffffff; --ink: #1f2328; --faint: #626a75;
  --rule: #e3e6ea; --accent: #0072b2; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0e1013; --card: #16191e; --ink: #e3e6ea; --faint: #9aa1ab; --rule: #2b3038; --accent: #4aa3e0; } }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 1440px; background: var(--ground); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { max-width: 80ch; margin: .5rem 0; color: var(--faint); }
ul { padding-left: 1.2rem; color: var(--faint); }
pre { display: inline-block; margin: .5rem 0; padding: .5rem .8rem; background: var(--card); border: 1px solid var(--rule);
  border-radius: 6px; font-size: 13px; white-space: pre-wrap; }
.scroll { overflow-x: auto; margin: .75rem 0; background: var(--card); border: 1px solid var(--rule);
  border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--faint); }
th, td { padding: .42rem .8rem; border-bottom: 1px solid var(--rule); vertical-align: top; white-space: nowrap; }
td.words { white-space: normal; min-width: 22rem; }
tr:last-child td { border-bottom: 0; }
td:first-child { font-weight: 600; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: .5rem 0; max-width: 680px; }
figure svg { display: block; max-width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 8px; }
figure svg svg { border: 0; }
figcaption { margin-top: .4rem; font-size: 13px; color: var(--faint); }
)css";

constexpr std::size_t kLongCell = 40;  // characters; longer ones may be wrapped

std::string table_row(const std::vector<std::string>& cells, const char* tag) {
  std::string row = "<tr>";
  for (const std::string& cell : cells) {
    const bool words = cell.size() > kLongCell;
    row += std::string("<") + tag + (words ? " class=\"words\">" : ">") + escape_xml(cell) + "</" + tag + ">";
  }
  return row + "</tr>\n";
}

/// Renders block by block; neighbouring figures stand side by side.
class Page {
 public:
  void operator()(const Heading& heading) {
    const std::string level = std::to_string(heading.level);
    body_ += "<h" + level + ">" + escape_xml(heading.text) + "</h" + level + ">\n";
  }
  void operator()(const Paragraph& paragraph) { body_ += "<p>" + escape_xml(paragraph.text) + "</p>\n"; }
  void operator()(const Listing& listing) {
    body_ += "<ul>\n";
    for (const std::string& item : listing.items) body_ += "<li>" + escape_xml(item) + "</li>\n";
    body_ += "</ul>\n";
  }
  void operator()(const Command& command) { body_ += "<pre>" + escape_xml(command.text) + "</pre>\n"; }
  void operator()(const Table& table) {
    body_ += "<div class=\"scroll\"><table>\n<thead>" + table_row(table[0], "th") + "</thead>\n<tbody>\n";
    for (std::size_t i = 1; i < table.size(); ++i) body_ += table_row(table[i], "td");
    body_ += "</tbody></table></div>\n";
  }
  void operator()(const Figure& figure) {
    body_ +=
        "<figure>" + figure.svg + "<figcaption>" + escape_xml(figure.caption) + "</figcaption></figure>\n";
  }

  void render(const Document& document) {
    bool figures = false;
    for (const Block& block : document) {
      const bool figure = std::holds_alternative<Figure>(block);
      if (figure != figures) body_ += figure ? "<div class=\"figures\">\n" : "</div>\n";
      figures = figure;
      std::visit(*this, block);
    }
    if (figures) body_ += "</div>\n";
  }

  std::string body_;
};

std::string title_of(const Document& document) {
  for (const Block& block : document) {
    const auto* heading = std::get_if<Heading>(&block);
    if (heading != nullptr && heading->level == 1) return heading->text;
  }
  return "Gymkhana";
}

}  // namespace

std::string to_html(const Document& document) {
  Page page;
  page.render(document);
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         escape_xml(title_of(document)) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n" +
         page.body_ + "</body>\n</html>\n";
}

}  // namespace gymkhana
