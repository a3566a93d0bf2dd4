// The window on SFML 2.5. Everything is drawn in memory; the graphics card, or its software stand-in, only
// shows the finished picture.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <iostream>
#include <unistd.h>
#include <utility>
#include <vector>

#include <SFML/Graphics.hpp>

#include "base/error.h"
#include "viz/display_probe.h"
#include "viz/window.h"

namespace gymkhana::viz {
namespace {

std::string key_name(sf::Keyboard::Key key) {
  using K = sf::Keyboard;
  if (key >= K::A && key <= K::Z) return {static_cast<char>('a' + (key - K::A))};
  if (key >= K::Num0 && key <= K::Num9) return {static_cast<char>('0' + (key - K::Num0))};
  if (key >= K::Numpad0 && key <= K::Numpad9) return {static_cast<char>('0' + (key - K::Numpad0))};
  if (key >= K::F1 && key <= K::F12) return "f" + std::to_string(key - K::F1 + 1);
  static const std::vector<std::pair<K::Key, const char*>> others = {
      {K::Left, "left"},     {K::Right, "right"},      {K::Up, "up"},
      {K::Down, "down"},     {K::Space, "space"},      {K::Enter, "enter"},
      {K::Tab, "tab"},       {K::Escape, "escape"},    {K::LShift, "shift"},
      {K::RShift, "shift"},  {K::LControl, "control"}, {K::RControl, "control"},
      {K::Add, "plus"},      {K::Equal, "plus"},       {K::Subtract, "minus"},
      {K::Hyphen, "minus"},  {K::Comma, "comma"},      {K::Period, "period"},
      {K::Home, "home"},     {K::End, "end"},          {K::Backspace, "backspace"},
      {K::PageUp, "pageup"}, {K::PageDown, "pagedown"}};
  for (const auto& [code, name] : others) {
    if (code == key) return name;
  }
  return "";
}

std::optional<Event> translated(const sf::Event& event) {
  using Kind = Event::Kind;
  switch (event.type) {
    case sf::Event::Closed:
      return Event{.kind = Kind::closed};
    case sf::Event::KeyPressed:
      return Event{.kind = Kind::pressed, .key = key_name(event.key.code)};
    case sf::Event::KeyReleased:
      return Event{.kind = Kind::released, .key = key_name(event.key.code)};
    case sf::Event::LostFocus:
      return Event{.kind = Kind::left};
    case sf::Event::MouseButtonPressed:
      return Event{.kind = Kind::clicked, .x = event.mouseButton.x, .y = event.mouseButton.y};
    case sf::Event::MouseMoved:
      return Event{.kind = Kind::moved, .x = event.mouseMove.x, .y = event.mouseMove.y};
    case sf::Event::MouseButtonReleased:
      return Event{.kind = Kind::let_go};
    case sf::Event::Resized:
      return Event{.kind = Kind::resized,
                   .width = static_cast<int>(event.size.width),
                   .height = static_cast<int>(event.size.height)};
    default:
      return std::nullopt;
  }
}

// A function of the X11 library, which SFML has loaded; asked for by name, so that its headers are not
// needed.
template <typename Function>
Function* x11_function(const char* name) {
  static void* const library = dlopen("libX11.so.6", RTLD_LAZY);
  return library ? reinterpret_cast<Function*>(dlsym(library, name)) : nullptr;
}

/// The display broke off, or another program destroyed the window.
struct WindowLost {};

// What the X11 library does then is to end the program, unless these do not come back to it.
[[noreturn]] int leave_broken_display(void* /*display*/) {
  throw WindowLost();
}

[[noreturn]] int leave_failed_request(void* /*display*/, void* /*error*/) {
  throw WindowLost();
}

void set_x11_handlers() {
  using OnBreak = int(void*);
  using OnError = int(void*, void*);
  if (auto* set = x11_function<OnBreak*(OnBreak*)>("XSetIOErrorHandler")) set(leave_broken_display);
  if (auto* set = x11_function<OnError*(OnError*)>("XSetErrorHandler")) set(leave_failed_request);
}

// Libraries that were left in the middle of a call cannot take themselves down in order, as they do when a
// program ends: they are spared that.
void end_abruptly() {
  on_exit(
      [](int status, void*) {
        std::cout.flush();
        std::fflush(nullptr);
        _exit(status);
      },
      nullptr);
}

/// What SFML holds of the window. When the window is lost, it is left as it is: nothing of it can be used,
/// nor taken down, any more.
struct Surface {
  sf::RenderWindow window;
  sf::Texture texture;
};

constexpr int kTitleBar = 64;  // pixels that the desktop needs for itself: the window's title, a panel

class SfmlWindow final : public Window {
 public:
  SfmlWindow(const std::string& title, int width, int height) {
    sf::err().rdbuf(nullptr);  // it complains of what does not matter here: no vertical sync
    set_x11_handlers();
    const bool opened = unless_lost([&] {
      const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
      const int widest = static_cast<int>(desktop.width),
                highest = static_cast<int>(desktop.height) - kTitleBar;
      if (width > widest || height > highest) {
        width = std::min(width, widest);
        height = std::min(height, highest);
        first_ = Event{.kind = Event::Kind::resized, .width = width, .height = height};
      }
      surface_->window.create(sf::VideoMode(static_cast<unsigned>(width), static_cast<unsigned>(height)),
                              title);
      // SFML 2.5 takes the screen's width for its height here, and puts windows too low.
      surface_->window.setPosition({(widest - width) / 2, (highest + kTitleBar - height) / 2});
    });
    if (!opened) throw Error("the window was lost while it was opened");
  }

  std::optional<Event> poll() override {
    std::optional<Event> known = std::exchange(first_, std::nullopt);
    const bool there = unless_lost([&] {
      for (sf::Event event{}; !known && surface_->window.pollEvent(event);) known = translated(event);
    });
    return there ? known : Event{.kind = Event::Kind::lost};
  }

  void show(const Image& picture) override {
    unless_lost([&] { draw(*surface_, picture); });
  }

 private:
  // Returns whether the window is still there.
  template <typename Work>
  bool unless_lost(const Work& work) {
    if (!surface_) return false;
    try {
      work();
      return true;
    } catch (const WindowLost&) {
      [[maybe_unused]] const Surface* abandoned = surface_.release();
      end_abruptly();
      return false;
    }
  }

  void draw(Surface& surface, const Image& picture) {
    auto& [window, texture] = surface;
    const auto width = static_cast<unsigned>(picture.width), height = static_cast<unsigned>(picture.height);
    if (texture.getSize() != sf::Vector2u(width, height)) {
      if (!texture.create(width, height))
        throw Error("the window cannot hold a picture of this size; make it smaller");
      pixels_.assign(std::size_t{4} * width * height, 255);
      window.setView(sf::View(sf::FloatRect(0, 0, static_cast<float>(width), static_cast<float>(height))));
    }
    const std::uint8_t* rgb = picture.rgb.data();
    for (std::size_t i = 0; i < pixels_.size(); i += 4, rgb += 3) {
      pixels_[i] = rgb[0];
      pixels_[i + 1] = rgb[1];
      pixels_[i + 2] = rgb[2];
    }
    texture.update(pixels_.data());
    window.draw(sf::Sprite(texture), sf::BlendNone);
    window.display();
  }

  std::optional<Event> first_;  // of a window that had to be smaller than asked for
  std::unique_ptr<Surface> surface_ = std::make_unique<Surface>();  // null when the window is lost
  std::vector<sf::Uint8> pixels_;
};

// SFML ends the whole program when no display answers, so someone has to ask before. The connection stays
// open: a virtual display starts anew, and is away for a moment, when its only client leaves.
void* display_connection() {
  static void* const display = [] {
    auto* const open = x11_function<void*(const char*)>("XOpenDisplay");
    return open ? open(nullptr) : nullptr;
  }();
  return display;
}

// One pixel without a frame, shown once: all that SFML crashes at, and hardly to be seen.
void try_window() {
  sf::err().rdbuf(nullptr);
  set_x11_handlers();
  sf::RenderWindow window(sf::VideoMode(1, 1), "", sf::Style::None);
  sf::Texture texture;
  if (!texture.create(1, 1)) throw Error("no texture");
  window.draw(sf::Sprite(texture));
  window.display();
}

// What is unusual about a display on which no window opens.
std::string shortcoming(void* display) {
  int code = 0;
  auto* const has = x11_function<int(void*, const char*, int*, int*, int*)>("XQueryExtension");
  if (has && has(display, "GLX", &code, &code, &code) == 0) return "it lacks GLX, which OpenGL needs";
  auto* const screen = x11_function<int(void*)>("XDefaultScreen");
  auto* const depth = x11_function<int(void*, int)>("XDefaultDepth");
  const int bits = screen && depth ? depth(display, screen(display)) : 24;
  if (bits != 24) return "it has " + std::to_string(bits) + " bits per pixel, and 24 are needed";
  return "OpenGL fails there";
}

std::string why_no_window_now() {
  const char* name = std::getenv("DISPLAY");
  if (!name || !*name) return "there is no display here (DISPLAY is not set)";
  const std::string display = "the display \"" + std::string(name) + "\"";
  void* const connection = display_connection();
  if (!connection) return display + " does not answer";
  constexpr std::chrono::seconds patience(30);  // software OpenGL on a busy machine takes a few
  if (succeeds_in_child(try_window, patience)) return "";
  return display + " cannot show a window: " + shortcoming(connection);
}

}  // namespace

std::string why_no_window() {
  static const std::string reason = why_no_window_now();
  return reason;
}

std::unique_ptr<Window> open_window(const std::string& title, int width, int height) {
  if (const std::string reason = why_no_window(); !reason.empty()) throw Error(reason);
  return std::make_unique<SfmlWindow>(title, width, height);
}

}  // namespace gymkhana::viz
