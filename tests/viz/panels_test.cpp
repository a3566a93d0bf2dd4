// Panels: what they show, read off the shapes that they draw.
#include <limits>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"
#include "viz/panels/bars.h"
#include "viz/panels/plot.h"
#include "viz/panels/text.h"
#include "viz/scene.h"

namespace gymkhana::viz {
namespace {

using gymkhana::test::RecordingCanvas;

TEST_CASE("numbers in few letters") {
  CHECK(short_number(0) == "0");
  CHECK(short_number(-13) == "-13");
  CHECK(short_number(0.12345) == "0.123");
  CHECK(short_number(1.5) == "1.50");
  CHECK(short_number(-12.345) == "-12.3");
  CHECK(short_number(123.4) == "123");
  CHECK(short_number(12'345) == "12.3k");
  CHECK(short_number(1'234'567) == "1.23M");
  CHECK(short_number(0.00001) == "1e-05");
  CHECK(short_number(kUnknown) == "-");
}

TEST_CASE("long words are cut") {
  CHECK(fitted("short", 9, 500) == "short");
  CHECK(fitted("a very long name indeed", 9, 60).ends_with(".."));
}

TEST_CASE("actions are judged by values, else by probabilities, else by means") {
  const EnvSpec cliff = standard_envs().make("CliffWalking-v1")->spec();
  const BarChart values = action_bars({.action_values = {-4, -2, -3, -6}, .policy = {0, 1, 0, 0}}, cliff);
  CHECK(values.title == "action values");
  REQUIRE(values.bars.size() == 4);
  CHECK(values.bars[1].name == "right");
  CHECK(values.bars[1].best);
  CHECK(values.bars[1].share == doctest::Approx(1));
  CHECK(values.bars[3].share == doctest::Approx(0.08));
  CHECK(values.bars[0].text == "-4");

  const float never = -std::numeric_limits<float>::infinity();  // tried
  const BarChart some = action_bars({.action_values = {-4, never, -3, -6}, .policy = {0, 0, 1, 0}}, cliff);
  CHECK(some.bars[1].share == 0);
  CHECK(some.bars[2].best);
  CHECK(some.bars[2].share == doctest::Approx(1));
  CHECK(some.bars[3].share == doctest::Approx(0.08));

  const BarChart policy = action_bars({.policy = {0.25f, 0.5f, 0.25f, 0}}, cliff);
  CHECK(policy.title == "action probabilities");
  CHECK(policy.bars[0].share == doctest::Approx(0.25));
  CHECK(policy.bars[3].text == "0.000");

  const BarChart means = action_bars({.policy = {-1}}, standard_envs().make("Pendulum-v1")->spec());
  CHECK(means.two_sided);
  CHECK(means.bars[0].share == doctest::Approx(-0.5));  // of a torque up to 2
  CHECK(action_bars({}, cliff).bars.empty());
}

TEST_CASE("a bar is as long as its share") {
  RecordingCanvas canvas;
  const Area area{0, 0, 300, 100};
  draw_bars(canvas, area, {.title = "t", .bars = {{"a", 0.5, "0.5", true}, {"b", 0, "0", false}}});
  const gymkhana::test::Shape whole = canvas.last("polygon", palette::mist),
                              half = canvas.last("polygon", palette::orange);
  const double width = whole.points[1].x - whole.points[0].x;
  CHECK(half.points[1].x - half.points[0].x == doctest::Approx(width / 2));
  CHECK(canvas.last("polygon", palette::sky).points.empty());
}

TEST_CASE("a plot reaches from its lowest to its highest point") {
  RecordingCanvas canvas;
  const Area area{0, 0, 250, 134};
  draw_plot(canvas, area, {.title = "t", .curves = {{{{0, 10}, {5, 30}, {10, 20}}, palette::red}}});
  const gymkhana::test::Shape last = canvas.last("line", palette::red);
  CHECK(last.points[0].x == doctest::Approx(100));
  CHECK(last.points[0].y == doctest::Approx(116));
  CHECK(last.points[1].x == doctest::Approx(200));
  CHECK(last.points[1].y == doctest::Approx(66));
  CHECK(canvas.last("text", palette::ink).words == "10");
}

TEST_CASE("a plot without numbers says so in an empty box; gaps stay gaps") {
  RecordingCanvas canvas;
  draw_plot(canvas, {0, 0, 200, 100},
            {.title = "t", .curves = {{{{0, kUnknown}}, palette::red}}, .note = "no step yet"});
  CHECK(canvas.count("line") == 2);
  CHECK(canvas.last("text", palette::slate).words == "no step yet");
  draw_plot(canvas, {0, 0, 200, 100},
            {.title = "t", .curves = {{{{0, 1}, {1, kUnknown}, {2, 3}, {3, 4}}, palette::red}}});
  int strokes = 0;
  for (const gymkhana::test::Shape& shape : canvas.shapes)
    strokes += shape.kind == "line" && shape.color == palette::red;
  CHECK(strokes == 1);
}

TEST_CASE("numbers side by side can be told apart, however near they are") {
  using Texts = std::vector<std::string>;
  CHECK(numbers_apart({0, 500}) == Texts{"0", "500"});
  CHECK(numbers_apart({49.98, 50.01}) == Texts{"49.98", "50.01"});
  CHECK(numbers_apart({11.2, 11.25, 11.252}) == Texts{"11.200", "11.250", "11.252"});
  CHECK(numbers_apart({3, 3}) == Texts{"3", "3"});
  CHECK(numbers_apart({kUnknown, kUnknown}) == Texts{"-", "-"});
  RecordingCanvas canvas;  // a curve that does not move, by rounding alone
  draw_plot(canvas, {0, 0, 250, 134}, {.title = "t", .curves = {{{{0, 50}, {1, 50.0000001}}, palette::red}}});
  CHECK(canvas.last("text", palette::ink).words == "50.0");
}

TEST_CASE("a plot of one line has a name, a curve and a number") {
  RecordingCanvas canvas;
  draw_plot_line(canvas, {0, 0, 200, 18}, {.title = "loss", .curves = {{{{0, 3}, {1, 7}}, palette::red}}});
  CHECK(canvas.last("text", palette::slate).words == "loss");
  CHECK(canvas.last("text", palette::ink).words == "7");
  const gymkhana::test::Shape curve = canvas.last("line", palette::red);
  CHECK(curve.points[0].x > 80);
  CHECK(curve.points[1].x < 160);
}

TEST_CASE("the cursor stays in its box") {
  RecordingCanvas canvas;
  const Plot plot{.title = "t", .curves = {{{{1, 10}, {2, 30}}, palette::red}}, .cursor = 0};
  draw_plot(canvas, {0, 0, 250, 134}, plot);
  CHECK(canvas.last("line", palette::slate).points[0].x == 0);
  RecordingCanvas line;
  draw_plot_line(line, {0, 0, 200, 18}, plot);
  CHECK(line.last("line", palette::slate).points[0].x == line.last("line", palette::red).points[0].x);
}

TEST_CASE("bars that find no room are counted") {
  BarChart chart{.title = "t"};
  for (int i = 0; i < 12; ++i) chart.bars.push_back({"a", 0.5, "0.5", false});
  RecordingCanvas canvas;
  draw_bars(canvas, {0, 0, 300, least_height_of(chart)}, chart);
  CHECK(canvas.last("text", palette::slate).words == "and 5 more");
}

TEST_CASE("thinning keeps the peaks") {
  std::vector<Point> points;
  for (int i = 0; i < 10'000; ++i) points.push_back({double(i), i == 5'432 ? 9.0 : i == 77 ? -9.0 : 0.0});
  const std::vector<Point> few = thinned(points, 100);
  CHECK(few.size() <= 100);
  CHECK(std::ranges::count(few, 9.0, &Point::y) == 1);
  CHECK(std::ranges::count(few, -9.0, &Point::y) == 1);
  CHECK(few.back().x == 9'999);
  CHECK(std::ranges::is_sorted(few, {}, &Point::x));
}

}  // namespace
}  // namespace gymkhana::viz
