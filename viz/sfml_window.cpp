// The window on SFML 2.5. Everything is drawn in memory; the graphics card, or its software stand-in, only
// shows the finished picture.
#include <array>
#include <cstdlib>
#include <dlfcn.h>
#include <utility>
#include <vector>

#include <SFML/Graphics.hpp>

#include "envs/core/error.h"
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

class SfmlWindow final : public Window {
 public:
  SfmlWindow(const std::string& title, int width, int height) {
    sf::err().rdbuf(nullptr);  // it complains of what does not matter here: no vertical sync
    window_.create(sf::VideoMode(static_cast<unsigned>(width), static_cast<unsigned>(height)), title);
  }

  std::optional<Event> poll() override {
    for (sf::Event event{}; window_.pollEvent(event);) {
      if (auto known = translated(event)) return known;
    }
    return std::nullopt;
  }

  void show(const Image& picture) override {
    const auto width = static_cast<unsigned>(picture.width), height = static_cast<unsigned>(picture.height);
    if (texture_.getSize() != sf::Vector2u(width, height)) {
      if (!texture_.create(width, height))
        throw Error("the window cannot hold a picture of this size; make it smaller");
      pixels_.assign(std::size_t{4} * width * height, 255);
      window_.setView(sf::View(sf::FloatRect(0, 0, static_cast<float>(width), static_cast<float>(height))));
    }
    const std::uint8_t* rgb = picture.rgb.data();
    for (std::size_t i = 0; i < pixels_.size(); i += 4, rgb += 3) {
      pixels_[i] = rgb[0];
      pixels_[i + 1] = rgb[1];
      pixels_[i + 2] = rgb[2];
    }
    texture_.update(pixels_.data());
    window_.draw(sf::Sprite(texture_), sf::BlendNone);
    window_.display();
  }

 private:
  sf::RenderWindow window_;
  sf::Texture texture_;
  std::vector<sf::Uint8> pixels_;
};

// SFML ends the whole program when no display answers, so someone has to ask before. The connection stays
// open: a virtual display starts anew, and is away for a moment, when its only client leaves.
bool display_answers() {
  void* x11 = dlopen("libX11.so.6", RTLD_LAZY);
  if (!x11) return false;
  const auto open = reinterpret_cast<void* (*)(const char*)>(dlsym(x11, "XOpenDisplay"));
  return open && open(nullptr) != nullptr;
}

}  // namespace

std::string why_no_window() {
  const char* name = std::getenv("DISPLAY");
  if (!name || !*name) return "there is no display here (DISPLAY is not set)";
  if (!display_answers()) return "the display \"" + std::string(name) + "\" does not answer";
  return "";
}

std::unique_ptr<Window> open_window(const std::string& title, int width, int height) {
  if (const std::string reason = why_no_window(); !reason.empty()) throw Error(reason);
  return std::make_unique<SfmlWindow>(title, width, height);
}

}  // namespace gymkhana::viz
