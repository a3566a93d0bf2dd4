// Stands in for the window in builds without SFML.
#include "base/error.h"
#include "viz/window.h"

namespace gymkhana::viz {

std::string why_no_window() {
  return "this program was built without SFML, which its window needs: install libsfml-dev and build again";
}

std::unique_ptr<Window> open_window(const std::string&, int, int) {
  throw Error(why_no_window());
}

}  // namespace gymkhana::viz
