// What a network sees, and what sways it.
#include "viz/network_input.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"
#include "tests/viz/sessions.h"

namespace gymkhana::viz {
namespace {

TEST_CASE("only pictures are looked at") {
  const EnvRegistry envs = standard_envs();
  CHECK(observes_pictures(envs.make("MinAtar/Breakout-v1")->spec()));
  CHECK(observes_pictures(envs.make("Gymkhana/Pong-v0")->spec()));
  CHECK_FALSE(observes_pictures(envs.make("CartPole-v1")->spec()));
  CHECK_FALSE(observes_pictures(envs.make("CliffWalking-v1")->spec()));
}

TEST_CASE("channels are shown one by one, colours as they are") {
  Scene board(standard_envs().make("MinAtar/Breakout-v1"));
  board.begin(0, Rng(0));
  const auto agent = test::agent_for("ppo", board.env(), {{"policy.net_arch", "8"}});
  const NetworkInput input = network_input(*agent, board.env(), board.seen());
  REQUIRE(input.channels.size() == 4);
  CHECK(input.channels[0].width == 10);
  for (int pixel = 0; pixel < 100; ++pixel) {
    CHECK(input.channels[3].rgb[3 * pixel] == 255 * board.seen()[0].bytes()[4 * pixel + 3]);
  }
  CHECK(input.saliency.width == 10);
  CHECK(std::ranges::count(input.saliency.rgb, 255) >= 1);  // the strongest glows

  Scene pong(standard_envs().make("Gymkhana/Pong-v0"));
  pong.begin(0, Rng(0));
  const auto viewer = test::agent_for("ppo", pong.env(), {{"policy.net_arch", "2"}});
  const NetworkInput colors = network_input(*viewer, pong.env(), pong.seen());
  REQUIRE(colors.channels.size() == 1);
  const auto bytes = pong.seen()[0].bytes();
  CHECK(std::equal(bytes.begin(), bytes.end(), colors.channels[0].rgb.begin()));

  gymkhana::test::RecordingCanvas canvas;
  draw_observation(canvas, {0, 0, 260, 200}, input);
  CHECK(canvas.count("pixels") == 4);
}

TEST_CASE("codes are shown as what they stand for") {
  Scene room(standard_envs().make("MiniGrid-DoorKey-5x5-v0", {}, {{"image_only", "true"}}));
  room.begin(0, Rng(0));
  const auto agent = test::agent_for("ppo", room.env(), {{"policy.net_arch", "8"}});
  const NetworkInput input = network_input(*agent, room.env(), room.seen());
  REQUIRE(input.codes);
  CHECK(input.channels.empty());
  gymkhana::test::RecordingCanvas canvas;
  const Area area{0, 0, 200, 162};  // twenty points per cell, below the title
  draw_observation(canvas, area, input);
  int walls = 0, walkers = 0, seen_walls = 0;
  for (int cell = 0; cell < 49; ++cell) seen_walls += input.codes->numbers[3 * cell] == 2;
  for (const auto& shape : canvas.shapes) {
    walls += shape.kind == "polygon" && shape.color == palette::slate;
    walkers += shape.kind == "polygon" && shape.color == palette::orange;
  }
  CHECK(walls == seen_walls);
  CHECK(walkers == 1);
  CHECK(canvas.shapes[1].kind == "camera");
  CHECK(canvas.shapes[1].points[1].x == doctest::Approx(10 - 1 / 20.0));
}

TEST_CASE("how much codes sway stands where they are drawn") {
  Scene room(standard_envs().make("MiniGrid-Empty-5x5-v0", {}, {{"image_only", "true"}}));
  room.begin(0, Rng(0));
  const auto agent = test::agent_for("ppo", room.env(), {{"policy.net_arch", "8"}});
  const std::vector<float> slope = agent->saliency({room.seen()});
  const auto strongest = std::ranges::max_element(slope, {}, [](float x) { return std::abs(x); });
  const auto cell = static_cast<int>(strongest - slope.begin()) / 3;  // column by column
  const NetworkInput input = network_input(*agent, room.env(), room.seen());
  CHECK(input.saliency.pixel(cell / 7, cell % 7)[0] == 255);
}

TEST_CASE("what sways a continuous policy is the slope of its value") {
  Scene scene(standard_envs().make("Pendulum-v1"));
  scene.begin(3, Rng(0));
  for (const char* shared : {"false", "true"}) {
    const auto agent = test::agent_for("ppo", scene.env(), {{"policy.share_features_extractor", shared}});
    const std::vector<float> slope = agent->saliency({scene.seen()});
    REQUIRE(slope.size() == 3);
    for (int i = 0; i < 3; ++i) {
      constexpr float step = 1e-2f;
      ObservationBatch lower = scene.seen(), higher = scene.seen();
      lower[0].floats()[i] -= step;
      higher[0].floats()[i] += step;
      const float rise = agent->look({higher}).value[0] - agent->look({lower}).value[0];
      CHECK(slope[i] == doctest::Approx(rise / (2 * step)).epsilon(0.02));
    }
  }
}

TEST_CASE("what sways action values is the slope of the best one") {
  Scene scene(standard_envs().make("CartPole-v1"));
  scene.begin(3, Rng(0));
  for (const char* algo : {"dqn", "c51", "qrdqn", "pqn"}) {
    CAPTURE(algo);
    const auto agent = test::agent_for(algo, scene.env(), {{"policy.activation_fn", "tanh"}});
    const std::vector<float> slope = agent->saliency({scene.seen()});
    REQUIRE(slope.size() == 4);
    CHECK(std::ranges::any_of(slope, [](float each) { return each != 0; }));
    const std::vector<float> q = agent->look({scene.seen()}).action_values;
    const auto best = std::ranges::max_element(q) - q.begin();
    for (int i = 0; i < 4; ++i) {
      constexpr float step = 1e-2f;
      ObservationBatch lower = scene.seen(), higher = scene.seen();
      lower[0].floats()[i] -= step;
      higher[0].floats()[i] += step;
      const float rise = agent->look({higher}).action_values[best] - agent->look({lower}).action_values[best];
      CHECK(std::abs(slope[i] - rise / (2 * step)) < 1e-3 + 0.02 * std::abs(slope[i]));
    }
  }
}

TEST_CASE("what sways a choice is the slope of the best action that is allowed") {
  Scene scene(standard_envs().make("CartPole-v1"));
  scene.begin(3, Rng(0));
  for (const char* algo : {"dqn", "ppo"}) {
    CAPTURE(algo);
    const auto agent = test::agent_for(algo, scene.env());
    const std::vector<std::uint8_t> left{1, 0}, right{0, 1};
    const auto only_left = agent->saliency({.observations = scene.seen(), .masks = left}),
               only_right = agent->saliency({.observations = scene.seen(), .masks = right}),
               best = agent->saliency({scene.seen()});
    CHECK(only_left != only_right);
    CHECK((best == only_left || best == only_right));
  }
}

TEST_CASE("tables have no saliency") {
  const auto env = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *env);
  const ObservationBatch seen(env->spec().observation, 1);
  CHECK(agent->saliency({seen}).empty());
}

}  // namespace
}  // namespace gymkhana::viz
