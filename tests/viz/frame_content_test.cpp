// Whole pages: pixels of environments and panels where they should be.
#include "viz/frame_content.h"

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
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

TEST_CASE("the environment is on the left, the panels on the right") {
  Stage stage("CartPole-v1");
  Page page({.width = 960, .height = 640});
  const FrameContent content{
      .scenes = {&stage.scene}, .actor = "ppo", .insight = {.policy = {0.75f, 0.25f}, .value = {3}}};
  draw_frame(page, content);
  const Layout layout = lay_out(page, content);
  REQUIRE(layout.scenes.size() == 1);
  CHECK(layout.panels.width == 300);
  CHECK(count(page.image(), palette::slate, layout.scenes[0]) > 500);  // the cart
  const int bar = count(page.image(), palette::orange, layout.panels);
  const int other = count(page.image(), palette::sky, layout.panels);
  CHECK(bar > 2.9 * other);
  CHECK(bar < 3.1 * other);
}

TEST_CASE(
    "environments shrink before panels go; tiny pages and the plain overlay show the environment alone") {
  Stage stage("CartPole-v1");
  const auto layout = [&](int width, int height, Overlay overlay = Overlay::agent) {
    return lay_out(Page({.width = width, .height = height}), {.scenes = {&stage.scene}, .overlay = overlay});
  };
  CHECK(layout(960, 640).panels.width == 300);
  CHECK(layout(480, 320).panels.width == 201);
  CHECK(layout(300, 300).panels.width == 170);
  CHECK(layout(250, 250).panels.width == 0);
  CHECK(layout(400, 600).panels.top == 300);  // upright: below
  CHECK(layout(400, 600).scenes[0].width == 400);
  CHECK(layout(960, 640, Overlay::plain).scenes[0].width == 960);
}

TEST_CASE("a small page has the curves of a large one") {
  Stage stage("CartPole-v1");
  ActionBatch hand(stage.scene.spec().action, 1);
  for (int i = 0; i < 5; ++i) stage.scene.step(hand[0], i);
  const FrameContent content{.scenes = {&stage.scene},
                             .insight = {.policy = {0.75f, 0.25f}, .value = {3}},
                             .episodes = {{20, 20}, {30, 30}}};
  for (const auto& [width, height] : {std::pair(720, 480), {480, 320}, {360, 640}}) {
    CAPTURE(width);
    Page page({.width = width, .height = height});
    draw_frame(page, content);
    const Area panels = lay_out(page, content).panels;
    for (const Color color : {palette::blue, palette::green, palette::purple, palette::orange})
      CHECK(count(page.image(), color, panels) > 10);
  }
}

TEST_CASE("in the dark, paper is dark and hues stay") {
  Stage stage("CartPole-v1");
  Page page({.width = 480, .height = 320, .dark = true});
  draw_frame(page, {.scenes = {&stage.scene}});
  const Area all = page.area();
  CHECK(count(page.image(), palette::paper, all) == 0);
  CHECK(count(page.image(), in_the_dark(palette::paper), all) > 100'000);
  CHECK(count(page.image(), palette::orange, all) > 100);
}

TEST_CASE("twice the scale is the same page in four times the pixels") {
  Stage stage("CartPole-v1");
  Page one({.width = 480, .height = 320}), two({.width = 960, .height = 640, .scale = 2});
  CHECK(two.area().width == one.area().width);
  draw_frame(one, {.scenes = {&stage.scene}});
  draw_frame(two, {.scenes = {&stage.scene}});
  const int small = count(one.image(), palette::orange, {0, 0, 480, 320});
  const int large = count(two.image(), palette::orange, {0, 0, 960, 640});
  CHECK(large > 3.8 * small);
}

TEST_CASE("tiles share the page, and the chosen one has a frame") {
  Stage a("CartPole-v1"), b("CartPole-v1"), c("CartPole-v1"), d("CartPole-v1");
  Page page({.width = 960, .height = 640});
  const FrameContent content{.scenes = {&a.scene, &b.scene, &c.scene, &d.scene}, .selected = 2};
  const Layout layout = lay_out(page, content);
  REQUIRE(layout.scenes.size() == 4);
  CHECK(layout.scenes[0].width == doctest::Approx(322));
  draw_frame(page, content);
  const auto frame = [&](int i) {
    const Area& tile = layout.scenes[i];
    return count(page.image(), palette::orange, {tile.left - 2, tile.top + 5, 1, 50});
  };
  CHECK(frame(2) == 50);
  CHECK(frame(1) == 0);
}

TEST_CASE("tiles stand so that the environments in them are largest") {
  Stage a("CliffWalking-v1"), b("CliffWalking-v1"), c("CliffWalking-v1"), d("CliffWalking-v1");  // 12 x 4
  Stage e("FrozenLake-v1"), f("FrozenLake-v1"), g("FrozenLake-v1"), h("FrozenLake-v1");          // 4 x 4
  Page page({.width = 960, .height = 1100});
  const Layout wide = lay_out(page, {.scenes = {&a.scene, &b.scene, &c.scene, &d.scene}});
  CHECK(wide.scenes[1].left == wide.scenes[0].left);
  const Layout square = lay_out(page, {.scenes = {&e.scene, &f.scene, &g.scene, &h.scene}});
  CHECK(square.scenes[1].top == square.scenes[0].top);
  CHECK(square.scenes[2].left == square.scenes[0].left);
}

TEST_CASE("the list of keys stays on the page, and is not drawn over by panels") {
  Stage stage("CartPole-v1");
  Page page({.width = 480, .height = 320});
  const std::vector<HelpLine> keys = key_help({}, true, true);
  draw_frame(page, {.scenes = {&stage.scene}, .help = keys});
  CHECK(count(page.image(), palette::slate, {3, 5, 1, 290}) > 280);  // its left edge
  int bottom = 0;
  for (int y = 0; y < 320; ++y)
    bottom = count(page.image(), palette::slate, {3, double(y), 1, 1}) ? y : bottom;
  CHECK(bottom < 318);
  CHECK(bottom > 200);
}

TEST_CASE("environments and the headline are drawn anew together") {
  Stage stage("CartPole-v1");
  Page page({.width = 960, .height = 640}), fresh({.width = 960, .height = 640});
  const FrameContent content{.scenes = {&stage.scene}};
  draw_frame(page, content);
  ActionBatch hand(stage.scene.spec().action, 1);
  for (int i = 0; i < 3; ++i) stage.scene.step(hand[0]);
  draw_envs(page, content);
  draw_frame(fresh, content);
  const auto top = [](const Page& p, int y) {
    return std::vector(p.image().pixel(0, y), p.image().pixel(0, y + 1));
  };
  for (int y = 0; y < 100; ++y) CHECK(top(page, y) == top(fresh, y));
}

TEST_CASE("agents of action values have a curve of value, too") {
  Stage stage("CartPole-v1");
  ActionBatch hand(stage.scene.spec().action, 1);
  for (int i = 0; i < 5; ++i) stage.scene.step(hand[0], i);
  Page page({.width = 960, .height = 640});
  const FrameContent content{.scenes = {&stage.scene}, .insight = {.action_values = {1, 2}}};
  draw_frame(page, content);
  CHECK(count(page.image(), palette::blue, lay_out(page, content).panels) > 50);
}

TEST_CASE("an overlay that has nothing to show for an environment shows the agent's panels") {
  Stage stage("CartPole-v1");
  Page page({.width = 640, .height = 480}), agent_view({.width = 640, .height = 480});
  const Insight insight{.policy = {0.75f, 0.25f}, .value = {3}};
  draw_frame(agent_view, {.scenes = {&stage.scene}, .insight = insight});
  for (const Overlay overlay : {Overlay::cells, Overlay::around, Overlay::input}) {
    draw_frame(page, {.scenes = {&stage.scene}, .overlay = overlay, .insight = insight});
    CHECK(page.image().rgb == agent_view.image().rgb);
  }
}

TEST_CASE("training curves are shown as they come in") {
  Stage stage("CartPole-v1");
  Page page({.width = 960, .height = 640});
  TrainingCurves curves;
  FrameContent content{.scenes = {&stage.scene}, .overlay = Overlay::learning, .training = &curves};
  draw_frame(page, content);
  const Area panels = lay_out(page, content).panels;
  CHECK(count(page.image(), palette::green, panels) == 0);
  for (int i = 0; i < 20; ++i)
    curves.add(i * 1000, {{"rollout/ep_rew_mean", i * i}, {"train/loss", kUnknown}});
  draw_frame(page, content);
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
  const FrameContent content{.scenes = {&stage.scene}, .overlay = Overlay::learning, .training = &curves};
  for (const int height : {640, 480, 320}) {
    CAPTURE(height);
    Page page({.width = 960, .height = height});
    draw_frame(page, content);
    const Area panels = lay_out(page, content).panels;
    for (const Color color : {palette::green, palette::purple, palette::red, palette::blue, palette::slate})
      CHECK(count(page.image(), color, panels) > 10);
  }
}

TEST_CASE("return, reward and what past episodes came to are live curves") {
  Stage stage("CartPole-v1");
  ActionBatch hand(stage.scene.spec().action, 1);
  for (int i = 0; i < 5; ++i) stage.scene.step(hand[0], i);
  Page page({.width = 960, .height = 640});
  const FrameContent content{.scenes = {&stage.scene},
                             .insight = {.policy = {0.75f, 0.25f}, .value = {3}},
                             .episodes = {{20, 20}, {30, 30}}};
  draw_frame(page, content);
  const Area panels = lay_out(page, content).panels;
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
