// Whole pages: pixels of worlds and panels where they should be.
#include "viz/showing.h"

#include <doctest/doctest.h>

#include "envs/core/palette.h"
#include "envs/core/registry.h"
#include "tests/viz/pixels.h"
#include "viz/theme.h"

namespace gymkhana::viz {
namespace {

using test::count;

struct Stage {
  explicit Stage(const std::string& id) : scene(standard_envs().make(id)) { scene.begin(0, Rng(0)); }
  Scene scene;
};

TEST_CASE("the world is on the left, the panels on the right") {
  Stage stage("CartPole-v1");
  Page page({.width = 960, .height = 640});
  const Showing showing{
      .scenes = {&stage.scene}, .actor = "ppo", .insight = {.policy = {0.75f, 0.25f}, .value = {3}}};
  draw_showing(page, showing);
  const Layout layout = lay_out(page, showing);
  REQUIRE(layout.scenes.size() == 1);
  CHECK(layout.panels.width == 300);
  CHECK(count(page.image(), palette::slate, layout.scenes[0]) > 500);  // the cart
  const int bar = count(page.image(), palette::orange, layout.panels);
  const int other = count(page.image(), palette::sky, layout.panels);
  CHECK(bar > 2.9 * other);
  CHECK(bar < 3.1 * other);
}

TEST_CASE("small pages and the plain overlay show the world alone") {
  Stage stage("CartPole-v1");
  Page small({.width = 400, .height = 300});
  CHECK(lay_out(small, {.scenes = {&stage.scene}}).panels.width == 0);
  Page large({.width = 960, .height = 640});
  CHECK(lay_out(large, {.scenes = {&stage.scene}, .overlay = Overlay::plain}).scenes[0].width == 960);
}

TEST_CASE("in the dark, paper is dark and hues stay") {
  Stage stage("CartPole-v1");
  Page page({.width = 480, .height = 320, .dark = true});
  draw_showing(page, {.scenes = {&stage.scene}});
  const Area all = page.area();
  CHECK(count(page.image(), palette::paper, all) == 0);
  CHECK(count(page.image(), in_the_dark(palette::paper), all) > 100'000);
  CHECK(count(page.image(), palette::orange, all) > 100);
}

TEST_CASE("twice the scale is the same page in four times the pixels") {
  Stage stage("CartPole-v1");
  Page one({.width = 480, .height = 320}), two({.width = 960, .height = 640, .scale = 2});
  CHECK(two.area().width == one.area().width);
  draw_showing(one, {.scenes = {&stage.scene}});
  draw_showing(two, {.scenes = {&stage.scene}});
  const int small = count(one.image(), palette::orange, {0, 0, 480, 320});
  const int large = count(two.image(), palette::orange, {0, 0, 960, 640});
  CHECK(large > 3.8 * small);
}

TEST_CASE("tiles share the page, and the chosen one has a frame") {
  Stage a("CartPole-v1"), b("CartPole-v1"), c("CartPole-v1"), d("CartPole-v1");
  Page page({.width = 960, .height = 640});
  const Showing showing{.scenes = {&a.scene, &b.scene, &c.scene, &d.scene}, .selected = 2};
  const Layout layout = lay_out(page, showing);
  REQUIRE(layout.scenes.size() == 4);
  CHECK(layout.scenes[0].width == doctest::Approx(322));
  draw_showing(page, showing);
  const auto frame = [&](int i) {
    const Area& tile = layout.scenes[i];
    return count(page.image(), palette::orange, {tile.left - 2, tile.top + 5, 1, 50});
  };
  CHECK(frame(2) == 50);
  CHECK(frame(1) == 0);
}

TEST_CASE("training curves are shown as they come in") {
  Stage stage("CartPole-v1");
  Page page({.width = 960, .height = 640});
  TrainingCurves curves;
  Showing showing{.scenes = {&stage.scene}, .overlay = Overlay::learning, .training = &curves};
  draw_showing(page, showing);
  const Area panels = lay_out(page, showing).panels;
  CHECK(count(page.image(), palette::green, panels) == 0);
  for (int i = 0; i < 20; ++i)
    curves.add(i * 1000, {{"rollout/ep_rew_mean", i * i}, {"train/loss", kUnknown}});
  draw_showing(page, showing);
  CHECK(count(page.image(), palette::green, panels) > 50);
  CHECK(curves.find("train/loss") == nullptr);
}

TEST_CASE("every curve of a training run is seen, also on the page that windows open with") {
  Stage stage("CartPole-v1");
  TrainingCurves curves;
  for (int i = 0; i < 20; ++i) {
    curves.add(i * 1000, {{"rollout/ep_rew_mean", i},
                          {"eval/mean_reward", i},
                          {"train/loss", i},
                          {"train/value_loss", i},
                          {"train/entropy_loss", -i},
                          {"time/fps", i}});
  }
  const Showing showing{.scenes = {&stage.scene}, .overlay = Overlay::learning, .training = &curves};
  for (const int height : {640, 480, 320}) {
    CAPTURE(height);
    Page page({.width = 960, .height = height});
    draw_showing(page, showing);
    const Area panels = lay_out(page, showing).panels;
    for (const Color color : {palette::green, palette::purple, palette::red, palette::blue, palette::slate})
      CHECK(count(page.image(), color, panels) > 10);
  }
}

TEST_CASE("return, reward and what past episodes came to are live curves") {
  Stage stage("CartPole-v1");
  ActionBatch hand(stage.scene.spec().action, 1);
  for (int i = 0; i < 5; ++i) stage.scene.step(hand[0], i);
  Page page({.width = 960, .height = 640});
  const Showing showing{.scenes = {&stage.scene},
                        .insight = {.policy = {0.75f, 0.25f}, .value = {3}},
                        .episodes = {{20, 20}, {30, 30}}};
  draw_showing(page, showing);
  const Area panels = lay_out(page, showing).panels;
  CHECK(count(page.image(), palette::blue, panels) > 50);   // value
  CHECK(count(page.image(), palette::green, panels) > 50);  // return
  CHECK(count(page.image(), palette::purple, panels) > 50);
}

TEST_CASE("overlays have names") {
  CHECK(overlay_named("cells") == Overlay::cells);
  CHECK_THROWS_WITH_AS(overlay_named("cell"), doctest::Contains("did you mean \"cells\""), Error);
}

}  // namespace
}  // namespace gymkhana::viz
