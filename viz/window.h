// A window: pictures out, keys in. SFML is behind it; without SFML or a display there is none.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "envs/core/picture/image.h"

namespace gymkhana::viz {

/// What a person did, or what became of the window. `lost`: its display broke off, or
/// another program destroyed it.
struct Event {
  enum class Kind { pressed, released, clicked, moved, let_go, resized, left, closed, lost } kind;
  std::string key = {};       ///< pressed, released: "left", "space", "a", "1", "plus", "f1"
  int x = 0, y = 0;           ///< clicked, moved: the mouse, in pixels from the upper left corner
  int width = 0, height = 0;  ///< resized: pixels
};

class Window {
 public:
  virtual ~Window() = default;
  /// The next event, if there is one.
  virtual std::optional<Event> poll() = 0;
  /// Shows a picture of the window's size. Does nothing when the window is lost.
  virtual void show(const Image& picture) = 0;
};

/// Why no window can be opened here, in one line; empty when one can. Asked once: whether a window opens is
/// tried in a child process first, for SFML crashes on displays without OpenGL.
std::string why_no_window();

/// Error where none can be opened.
std::unique_ptr<Window> open_window(const std::string& title, int width, int height);

}  // namespace gymkhana::viz
