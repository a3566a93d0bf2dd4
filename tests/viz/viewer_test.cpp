// The viewer's loop, before a window that only pretends.
#include "viz/viewer.h"

#include <deque>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/viz/sessions.h"
#include "viz/theme.h"

namespace gymkhana::viz {
namespace {

using Kind = Event::Kind;

/// Hands out one event per picture, then closes.
class ScriptedWindow final : public Window {
 public:
  explicit ScriptedWindow(std::deque<Event> script) : script_(std::move(script)) {}

  std::optional<Event> poll() override {
    if (waiting_) return std::nullopt;
    waiting_ = true;
    if (script_.empty()) return Event{.kind = Kind::closed};
    const Event event = script_.front();
    script_.pop_front();
    return event;
  }
  void show(const Image& picture) override {
    pictures.push_back(picture);
    waiting_ = false;
  }

  std::vector<Image> pictures;

 private:
  std::deque<Event> script_;
  bool waiting_ = true;
};

/// Hands out one event per turn of the loop, whether or not it changes the picture, then closes.
class HastyWindow final : public Window {
 public:
  explicit HastyWindow(std::deque<Event> script) : script_(std::move(script)) {}

  std::optional<Event> poll() override {
    if (std::exchange(given_, !given_)) return std::nullopt;
    if (script_.empty()) return Event{.kind = Kind::closed};
    const Event event = script_.front();
    script_.pop_front();
    return event;
  }
  void show(const Image&) override {}

 private:
  std::deque<Event> script_;
  bool given_ = false;
};

Event pressed(const std::string& key) {
  return {.kind = Kind::pressed, .key = key};
}

TEST_CASE("every event changes the picture as it should") {
  ViewerSession session(test::setup_for("CliffWalking-v1", "value_iteration", 4));
  ScriptedWindow window({pressed("space"),
                         pressed("s"),
                         pressed("d"),
                         {.kind = Kind::resized, .width = 700, .height = 400},
                         {.kind = Kind::clicked, .x = 300, .y = 300},
                         pressed("tab")});
  view(window, session, nullptr, {.picture = {.width = 640, .height = 480}, .fps = 240});
  REQUIRE(window.pictures.size() >= 7);
  const Image& first = window.pictures.front();
  CHECK(first.width == 640);
  CHECK(session.paused());
  CHECK(session.scene().now() == 1);
  CHECK(session.selected() == 3);
  CHECK(session.overlay() == Overlay::cells);
  const Image& last = window.pictures.back();
  CHECK(last.width == 700);
  const Color paper = in_the_dark(palette::paper);
  CHECK(last.pixel(690, 2)[0] == paper.r);
  CHECK(last.pixel(690, 2)[2] == paper.b);
}

TEST_CASE("a picture is kept, and the view goes on where none can be") {
  const std::filesystem::path before = std::filesystem::current_path();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "gymkhana_viewer_test";
  std::filesystem::create_directory(folder);
  const auto kept_in = [](const std::filesystem::path& place) {
    std::filesystem::current_path(place);
    ViewerSession session(test::setup_for("CartPole-v1", "ppo"));
    ScriptedWindow window({pressed("space"), pressed("f12"), pressed("s")});
    CHECK(view(window, session, nullptr, {.fps = 240}) == ViewEnd::closed);
    CHECK(session.scene().now() >= 1);
    return std::filesystem::exists("gymkhana_1.png");
  };
  CHECK(kept_in(folder));
  CHECK_FALSE(kept_in("/proc"));
  std::filesystem::current_path(before);
  std::filesystem::remove_all(folder);
}

TEST_CASE("the mouse winds the episode along the timeline, while it is held") {
  ViewerSession session(test::setup_for("CliffWalking-v1", "value_iteration"));
  for (int i = 0; i < 10; ++i) session.press("s");
  const auto now_after = [&session](std::deque<Event> script) {
    HastyWindow window(std::move(script));
    view(window, session, nullptr, {.picture = {.width = 960, .height = 640}, .fps = 240});
    return session.scene().now();
  };
  const auto at = [](Kind kind, int x, int y) { return Event{.kind = kind, .x = x, .y = y}; };
  CHECK(now_after({at(Kind::clicked, 16, 300)}) == 10);  // on the environment
  CHECK(now_after({at(Kind::moved, 16, 630)}) == 10);    // not held
  CHECK(now_after({at(Kind::clicked, 16, 630)}) == 0);
  CHECK(now_after({at(Kind::clicked, 16, 630), at(Kind::moved, 292, 100)}) == 5);
  CHECK(now_after({at(Kind::clicked, 16, 630), at(Kind::let_go, 0, 0), at(Kind::moved, 292, 100)}) == 0);
  CHECK(session.scene().length() == 10);
}

TEST_CASE("a window that is lost ends the view, whatever was pressed before") {
  class LostWindow final : public Window {
   public:
    std::optional<Event> poll() override { return Event{.kind = Kind::lost}; }
    void show(const Image&) override {}
  };
  ViewerSession session(test::setup_for("CartPole-v1", "ppo"));
  LostWindow lost;
  CHECK(view(lost, session, nullptr, {.fps = 240}) == ViewEnd::lost);
  ScriptedWindow closed({});
  CHECK(view(closed, session, nullptr, {.fps = 240}) == ViewEnd::closed);
}

TEST_CASE("the feed can close the window") {
  ViewerSession session(test::setup_for("CartPole-v1", "ppo"));
  ScriptedWindow window({pressed("f1"), pressed("f1"), pressed("f1")});
  LiveFeed feed;
  feed.close();
  view(window, session, &feed, {.fps = 240});
  CHECK(window.pictures.empty());
}

}  // namespace
}  // namespace gymkhana::viz
