#include "viz/viewer.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <thread>

#include "viz/timeline.h"

namespace gymkhana::viz {
namespace {

using Time = std::chrono::steady_clock;

constexpr double kAsk = 0.5;          // seconds between two looks at the feed
constexpr double kPanelsEvery = 0.1;  // seconds: they cost more to draw than the environment
constexpr double kShowAgain = 0.5;    // seconds: a window that was covered has lost its picture
constexpr double kNotice = 3;         // seconds for which the page says what became of a picture
constexpr double kLongest = 0.1;      // seconds that may pass at once, whatever the machine was busy with

double seconds_between(Time::time_point from, Time::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

// The first free gymkhana_N.png in the working directory.
std::string free_name() {
  for (int number = 1;; ++number) {
    std::string name = "gymkhana_" + std::to_string(number) + ".png";
    if (!std::filesystem::exists(name)) return name;
  }
}

class Viewer {
 public:
  Viewer(Window& window, ViewerSession& session, Feed* feed, const ViewerOptions& options)
      : window_(window), session_(session), feed_(feed), options_(options), page_(options.picture.style()) {}

  ViewEnd run(bool (*stop)()) {
    const auto frame =
        std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(1 / options_.fps));
    Time::time_point last = Time::now(), next = last;
    while (open_ && !(feed_ && feed_->closed()) && !(stop && stop())) {
      handle_events();
      const Time::time_point now = Time::now();
      ask_feed(now);
      session_.tick(std::min(seconds_between(last, now), kLongest), 0.6 / options_.fps);
      last = now;
      draw(now);
      next = std::max(next + frame, Time::now());
      std::this_thread::sleep_until(next);
    }
    return end_;
  }

 private:
  void handle_events() {
    for (std::optional<Event> event; open_ && (event = window_.poll());) {
      stale_ |= event->kind == Event::Kind::pressed || event->kind == Event::Kind::clicked;
      switch (event->kind) {
        case Event::Kind::lost:
          end_ = ViewEnd::lost;
          [[fallthrough]];
        case Event::Kind::closed:
          open_ = false;
          break;
        case Event::Kind::pressed:
          if (const auto command = session_.press(event->key)) execute(*command);
          break;
        case Event::Kind::released:
          session_.release(event->key);
          break;
        case Event::Kind::clicked:
          click(*event);
          break;
        case Event::Kind::moved:
          if (grip_) grip_ = event->x;
          break;
        case Event::Kind::let_go:
          seek_to_grip();
          grip_.reset();
          break;
        case Event::Kind::resized:
          resize(event->width, event->height);
          break;
        case Event::Kind::left:
          session_.release_all();
          grip_.reset();
          break;
      }
    }
    seek_to_grip();
  }

  void execute(const KeyCommand& command) {
    if (command.command == Command::close) open_ = false;
    if (command.command == Command::screenshot) keep_picture();
    if (command.command != Command::toggle_theme) return;
    PageStyle style = page_.style();
    style.dark = !style.dark;
    restyle(style);
  }

  // A picture that cannot be kept is no reason to end what is watched.
  void keep_picture() {
    draw_frame(page_, session_.content());
    const std::string name = free_name();
    try {
      write_png(page_.image(), name);
      notice_ = "kept " + name;
    } catch (const std::exception& error) {
      notice_ = std::string("no picture: ") + error.what();
    }
    noticed_ = Time::now();
  }

  FrameContent content() {
    FrameContent content = session_.content();
    if (!notice_.empty()) content.status = notice_;
    return content;
  }

  void resize(int width, int height) {
    PageStyle style = page_.style();
    style.width = std::max(width, 1);
    style.height = std::max(height, 1);
    restyle(style);
  }

  void restyle(const PageStyle& style) {
    page_ = Page(style);
    stale_ = true;
  }

  void click(const Event& event) {
    const FrameContent content = session_.content();
    const double scale = page_.style().scale;
    const Point place{event.x / scale, event.y / scale};
    const auto [tiles, panels, timeline] = lay_out(page_, content);
    if (timeline.contains(place)) grip_ = event.x;
    for (std::size_t i = 0; i < tiles.size() && tiles.size() > 1; ++i) {
      if (tiles[i].contains(place)) session_.choose(static_cast<int>(i));
    }
  }

  // Where the mouse holds the timeline, if it does.
  void seek_to_grip() {
    if (!grip_) return;
    const Area timeline = lay_out(page_, session_.content()).timeline;
    const int moment = moment_at(timeline, *grip_ / page_.style().scale, session_.scene().length());
    if (!session_.paused() || moment != session_.scene().now()) session_.seek(moment);
  }

  void ask_feed(Time::time_point now) {
    if (!feed_ || (asked_ && seconds_between(*asked_, now) < kAsk)) return;
    session_.follow(*feed_);
    asked_ = now;
  }

  void draw(Time::time_point now) {
    const bool moved = session_.take_changed();
    if (!notice_.empty() && seconds_between(noticed_, now) > kNotice) {
      notice_.clear();
      stale_ = true;
    }
    const bool due = (moved || behind_) && seconds_between(drawn_, now) >= kPanelsEvery;
    const bool panels = stale_ || due;
    if (panels) {
      draw_frame(page_, content());
      drawn_ = now;
    } else if (moved) {
      draw_envs(page_, content());
    } else if (seconds_between(shown_, now) < kShowAgain) {
      return;
    }
    window_.show(page_.image());
    shown_ = now;
    behind_ = !panels && (moved || behind_);
    stale_ = false;
  }

  Window& window_;
  ViewerSession& session_;
  Feed* feed_;
  const ViewerOptions& options_;
  Page page_;
  std::optional<Time::time_point> asked_;
  std::optional<int> grip_;  // the mouse's x in pixels while it drags the timeline
  Time::time_point drawn_;   // the panels
  Time::time_point shown_;   // the page
  std::string notice_;       // none: empty
  Time::time_point noticed_;
  bool behind_ = false;  // whether the environments have moved since the panels were drawn
  bool open_ = true, stale_ = true;
  ViewEnd end_ = ViewEnd::closed;
};

}  // namespace

Fields fields(ViewerOptions& options) {
  Fields all = fields(options.picture);
  all.push_back(field("fps", options.fps, "pictures a second, at most", between(1, 240)));
  return all;
}

ViewEnd view(Window& window, ViewerSession& session, Feed* feed, const ViewerOptions& options,
             bool (*stop)()) {
  return Viewer(window, session, feed, options).run(stop);
}

}  // namespace gymkhana::viz
