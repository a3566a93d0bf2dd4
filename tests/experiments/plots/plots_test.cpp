// Axes by hand, and pictures that are well-formed and show what they were given.
#include <doctest/doctest.h>

#include "experiments/plots/axis.h"
#include "experiments/plots/interval_plot.h"
#include "experiments/plots/line_plot.h"
#include "experiments/plots/svg.h"

namespace gymkhana {
namespace {

// Whether every element that opens is closed, in order.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find(' '));
    if (tag.starts_with("/")) {
      if (open.empty() || "/" + open.back() != tag) return false;
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      open.push_back(name);
    }
  }
  return open.empty();
}

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

std::string attribute(const std::string& element, const std::string& name) {
  const std::string key = " " + name + "=\"";
  const std::size_t at = element.find(key);
  if (at == std::string::npos) return "";
  return element.substr(at + key.size(), element.find('"', at + key.size()) - at - key.size());
}

// The words that do not lie within the picture, at the widths that letters have about.
std::vector<std::string> cut_words(const std::string& svg) {
  const double width = std::stod(attribute(svg, "width"));
  std::vector<std::string> cut;
  for (std::size_t at = svg.find("<text "); at != std::string::npos; at = svg.find("<text ", at + 1)) {
    const std::size_t begin = svg.find('>', at) + 1;
    const std::string element = svg.substr(at, begin - at), anchor = attribute(element, "text-anchor");
    const std::string words = svg.substr(begin, svg.find('<', begin) - begin);
    const double extent = (attribute(element, "class") == "heading" ? 7.5 : 7.0) * double(words.size());
    const double share = anchor == "start" ? 0 : anchor == "middle" ? 0.5 : 1;
    const double left = std::stod(attribute(element, "x")) - share * extent;
    if (left < 0 || left + extent > width) cut.push_back(words);
  }
  return cut;
}

TEST_CASE("axes have round ticks") {
  CHECK(exact_axis(0, 100'000, 5).ticks == std::vector<double>{0, 20'000, 40'000, 60'000, 80'000, 100'000});
  CHECK(exact_axis(-170, -110, 4).ticks == std::vector<double>{-160, -140, -120});
  CHECK(exact_axis(0.1, 0.9, 4).ticks.size() == 4);  // 0.2, 0.4, 0.6, 0.8
  const Axis single = make_axis(500, 500, 5);
  CHECK(single.low < 500);
  CHECK(single.high > 500);
  CHECK(single.share(500) == 0.5);
}

TEST_CASE("ticks are short") {
  CHECK(tick_text(0) == "0");
  CHECK(tick_text(-150) == "-150");
  CHECK(tick_text(0.30000000000000004) == "0.3");
  CHECK(tick_text(250'000) == "250 k");
  CHECK(tick_text(1'500'000) == "1.5 M");
}

TEST_CASE("words cannot break a picture") {
  CHECK(escape_xml("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;");
  CHECK(escape_xml("caf\xE9 \x01 caf\xC3\xA9") == "caf\xEF\xBF\xBD \xEF\xBF\xBD caf\xC3\xA9");
  LinePlot plot{.title = "<&\">", .series = {{"a<b", {0, 1}, {{1}, {2}}, 0}}};
  CHECK(well_formed(draw(plot)));
}

// Where the label of a level at 50 stands, when a curve runs flat at `height`.
double label_y(double height) {
  LinePlot plot{.title = "t",
                .series = {{"a", {0, 1}, {{height}, {height}}, 0}, {"b", {0, 1}, {{0}, {100}}, 1}}};
  plot.level = 50;
  plot.level_label = "level";
  const std::string svg = draw(plot), y = "\" y=\"";
  const std::size_t at = svg.rfind(y, svg.find(">level<"));
  return std::stod(svg.substr(at + y.size()));
}

TEST_CASE("the label of a level keeps out of the curves' way") {
  CHECK(label_y(53) > label_y(47));
}

TEST_CASE("there is no -0 on an axis, and zeros have room") {
  CHECK(tick_text(-1e-12) == "0");
  CHECK(make_axis(0, 0, 5).high > 0.01);
}

TEST_CASE("series are told apart by colour, then by dashes") {
  CHECK(line_class(0) == "line-0");
  CHECK(line_class(6) == "line-6");
  CHECK(line_class(7) == "line-0 dashed");
  CHECK(fill_class(8) == "fill-1 dashed");
}

TEST_CASE("a line plot has a line per series, and a band where there are intervals") {
  const LinePlot plot{.title = "t",
                      .x_label = "environment steps",
                      .y_label = "return",
                      .series = {{"sure", {0, 10}, {{1, Bounds{0, 2}}, {3, Bounds{2, 4}}}, 0},
                                 {"single", {0, 10}, {{2}, {2}}, 1},
                                 {"empty", {}, {}, 2}},
                      .level = 3.5,
                      .level_label = "solved at 3.5"};
  const std::string svg = draw(plot);
  CHECK(well_formed(svg));
  CHECK(count(svg, "<polyline") == 2);
  CHECK(count(svg, "<polygon") == 1);
  for (const char* word : {"environment steps", "return", "sure", "single", "empty", "solved at 3.5"}) {
    CHECK(svg.find(word) != std::string::npos);
  }
  CHECK(svg.find("prefers-color-scheme:dark") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
}

TEST_CASE("a beginning that is cut off is told") {
  const auto starting_at = [](double first) {
    LineSeries series{"a", {}, {}, 0};
    for (int i = 0; i < 20; ++i) {
      series.x.push_back(i);
      series.y.push_back({i == 0 ? first : 100.0 + i % 3});
    }
    return draw(LinePlot{.title = "t", .series = {series}});
  };
  CHECK(starting_at(-500).find("begins lower, at -500.0") != std::string::npos);
  CHECK(starting_at(800).find("begins higher, at 800.0") != std::string::npos);
  CHECK(starting_at(99).find("begins") == std::string::npos);
}

TEST_CASE("a plot without any point is still a picture") {
  const std::string svg = draw(LinePlot{.title = "nothing", .series = {{"empty", {}, {}, 0}}});
  CHECK(well_formed(svg));
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg.find("inf") == std::string::npos);
}

TEST_CASE("an interval plot has a bar only where an interval is claimed") {
  const IntervalPlot plot{.title = "t",
                          .x_label = "score",
                          .rows = {{"sure", {5, Bounds{4, 6}}, {4, 5, 6}, 0}, {"single", {7}, {7}, 1}}};
  const std::string svg = draw(plot);
  CHECK(well_formed(svg));
  CHECK(count(svg, "class=\"bar ") == 1);
  CHECK(count(svg, "class=\"tick ") == 2);
  CHECK(count(svg, "<circle") == 4);
  CHECK(svg.find("5.000 [4.000, 6.000]") != std::string::npos);
}

TEST_CASE("an interval plot is as wide as its words ask for") {
  const Estimate large{-1e6, Bounds{-1e6, -1e6}};
  const std::string long_label = "cliffwalking-expected-sarsa-of-mine over cliffwalking-expected-sarsa";
  IntervalPlot plot{.title = "t",
                    .x_label = "probability that a run of the first beats a run of the second",
                    .rows = {{"ppo", {0.5, Bounds{0.25, 0.75}}}},
                    .level = 0.5,
                    .level_label = "no difference"};
  CHECK(attribute(draw(plot), "width") == "680");
  CHECK(cut_words(draw(plot)).empty());
  plot.rows.push_back({long_label, large});
  CHECK(cut_words(draw(plot)).empty());
  plot.rows[0].estimate = large;
  plot.rows[1] = {"ppo", large};
  plot.level = -1e6;
  CHECK(cut_words(draw(plot)).empty());
  plot.title.assign(110, 'w');
  CHECK(cut_words(draw(plot)).empty());
}

TEST_CASE("however long the words, an interval plot has room to plot") {
  const Estimate large{-1e6, Bounds{-1e6, -1e6}};
  const std::string svg = draw(IntervalPlot{.title = "t", .rows = {{std::string(60, 'w'), large}}});
  const std::size_t axis = svg.rfind("<line", svg.find("class=\"axis\""));
  CHECK(std::stod(attribute(svg.substr(axis), "x2")) - std::stod(attribute(svg.substr(axis), "x1")) >= 280);
}

}  // namespace
}  // namespace gymkhana
