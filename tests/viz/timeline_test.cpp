// The timeline: from places to moments, and what it shows.
#include "viz/timeline.h"

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"
#include "viz/frame_content.h"

namespace gymkhana::viz {
namespace {

using gymkhana::test::RecordingCanvas;

constexpr Area kBelow{100, 600, 624, kTimeline};  // its bar runs from 116 to 616

TEST_CASE("places on the bar are moments; beside it, the first or the last") {
  CHECK(moment_at(kBelow, 116, 50) == 0);
  CHECK(moment_at(kBelow, 366, 50) == 25);
  CHECK(moment_at(kBelow, 616, 50) == 50);
  CHECK(moment_at(kBelow, 0, 50) == 0);
  CHECK(moment_at(kBelow, 9999, 50) == 50);
  CHECK(moment_at(kBelow, 366, 0) == 0);
}

TEST_CASE("the knob stands where the scene stands, so that a click on it changes nothing") {
  Scene scene(standard_envs().make("CliffWalking-v1"));
  scene.begin(0, Rng(0));
  for (int i = 0; i < 10; ++i) scene.step(Action(0));
  scene.seek(4);
  RecordingCanvas canvas;
  draw_timeline(canvas, kBelow, scene);
  const Point knob = canvas.last("circle", palette::blue).points.at(0);
  CHECK(knob.x == doctest::Approx(16 + 0.4 * 500));
  CHECK(moment_at(kBelow, kBelow.left + knob.x, scene.length()) == 4);
  CHECK(canvas.last("text", palette::slate).words == "4 / 10");
}

TEST_CASE("it lies below the environments, beside the panels, where there is room") {
  Scene scene(standard_envs().make("CliffWalking-v1"));
  const Page page({.width = 960, .height = 640}), low({.width = 480, .height = 180});
  const Layout layout = lay_out(page, {.scenes = {&scene}, .timeline = true});
  CHECK(layout.timeline.top == 640 - kTimeline);
  CHECK(layout.timeline.width == 660);
  CHECK(layout.scenes[0].height == 640 - kTimeline);
  CHECK(lay_out(page, {.scenes = {&scene}}).timeline.height == 0);
  CHECK(lay_out(low, {.scenes = {&scene}, .timeline = true}).timeline.height == 0);
}

}  // namespace
}  // namespace gymkhana::viz
