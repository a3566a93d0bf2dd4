// Between a training loop and its viewer.
#include "viz/feed.h"

#include <thread>

#include <doctest/doctest.h>

#include "tests/viz/sessions.h"

namespace gymkhana::viz {
namespace {

TEST_CASE("weights are copied only when the viewer has asked") {
  const auto env = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *env);
  LiveFeed feed;
  feed.publish(*agent, 100);
  feed.publish(*agent, 200);  // no one has asked again
  const auto first = feed.newer_weights();
  REQUIRE(first);
  CHECK(first->steps == 100);
  CHECK_FALSE(feed.newer_weights());
  feed.publish(*agent, 300);
  feed.publish_last(*agent, 400);
  CHECK(feed.newer_weights()->steps == 400);
}

TEST_CASE("a viewer session follows its feed") {
  ViewerSession session(test::setup_for("CliffWalking-v1", "q_learning"));
  session.take_changed();
  const auto env = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *env, {{"initial_value", "7"}});
  LiveFeed feed;
  feed.publish(*agent, 51'200);
  feed.log(51'200, {{"rollout/ep_rew_mean", -13}});
  session.follow(feed);
  CHECK(session.take_changed());
  const FrameContent content = session.content();
  CHECK(content.actor == "q_learning after 51,200 steps, training");
  CHECK(content.training->find("rollout/ep_rew_mean")->points.size() == 1);
  session.press("s");
  CHECK(session.content().insight.value[0] == 7);
  feed.set_state("finished");
  session.follow(feed);
  CHECK(session.content().actor.ends_with("finished"));
}

TEST_CASE("a viewer session that is paused shows what newer weights make of it") {
  ViewerSession session(test::setup_for("CliffWalking-v1", "q_learning"));
  session.execute({Command::pause});
  const auto env = standard_envs().make("CliffWalking-v1");
  LiveFeed feed;
  feed.publish(*test::agent_for("q_learning", *env, {{"initial_value", "7"}}), 100);
  session.follow(feed);
  CHECK(session.content().insight.value[0] == 7);
}

TEST_CASE("both threads go on at the same time") {
  const auto env = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *env);
  LiveFeed feed;
  std::thread training([&] {
    for (int step = 1; !feed.stop_requested(); ++step) {
      feed.publish(*agent, step);
      feed.log(step, {{"x", 1}});
    }
  });
  TrainingCurves curves;
  std::int64_t last = 0;
  for (int seen = 0; seen < 20;) {
    feed.extend(curves);
    const auto weights = feed.newer_weights();
    if (!weights) continue;
    CHECK(weights->steps > last);
    last = weights->steps;
    ++seen;
  }
  feed.request_stop();
  training.join();
  CHECK_FALSE(curves.empty());
}

}  // namespace
}  // namespace gymkhana::viz
