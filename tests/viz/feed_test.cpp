// Between a training loop and its viewer.
#include "viz/feed.h"

#include <thread>

#include <doctest/doctest.h>

#include "tests/viz/minds.h"

namespace gymkhana::viz {
namespace {

TEST_CASE("weights are copied only when the viewer has asked") {
  const auto world = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *world);
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

TEST_CASE("a laboratory follows its feed") {
  Laboratory laboratory(test::setup_for("CliffWalking-v1", "q_learning"));
  laboratory.take_changed();
  const auto world = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *world, {{"initial_value", "7"}});
  LiveFeed feed;
  feed.publish(*agent, 51'200);
  feed.log(51'200, {{"rollout/ep_rew_mean", -13}});
  laboratory.follow(feed);
  CHECK(laboratory.take_changed());
  const Showing showing = laboratory.showing();
  CHECK(showing.actor == "q_learning after 51,200 steps, training");
  CHECK(showing.training->find("rollout/ep_rew_mean")->points.size() == 1);
  laboratory.press("s");
  CHECK(laboratory.showing().insight.value[0] == 7);
  feed.set_state("finished");
  laboratory.follow(feed);
  CHECK(laboratory.showing().actor.ends_with("finished"));
}

TEST_CASE("a laboratory that is paused shows what newer weights make of it") {
  Laboratory laboratory(test::setup_for("CliffWalking-v1", "q_learning"));
  laboratory.obey({Command::pause});
  const auto world = standard_envs().make("CliffWalking-v1");
  LiveFeed feed;
  feed.publish(*test::agent_for("q_learning", *world, {{"initial_value", "7"}}), 100);
  laboratory.follow(feed);
  CHECK(laboratory.showing().insight.value[0] == 7);
}

TEST_CASE("both threads go on at the same time") {
  const auto world = standard_envs().make("CliffWalking-v1");
  const auto agent = test::agent_for("q_learning", *world);
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
