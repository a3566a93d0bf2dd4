// What keys and orders do to the laboratory.
#include <algorithm>

#include "viz/laboratory.h"

namespace gymkhana::viz {
namespace {

constexpr double kSlowest = 1.0 / 64, kFastest = 1024;  // times real time

}  // namespace

void Laboratory::single_step() {
  paused_ = true;
  for (int slot = 0; slot < static_cast<int>(scenes_.size()); ++slot) {
    if (scenes_[slot]->over()) {
      next_episode(slot);
    } else {
      step_once(slot);
    }
  }
}

void Laboratory::wind_to(int moment) {
  wound_ = wound_ || !paused_;
  paused_ = true;
  scenes_[selected_]->seek(moment);
  changed_ = true;
  think();
}

void Laboratory::choose(int slot) {
  if (slot < 0 || slot >= static_cast<int>(scenes_.size())) return;
  selected_ = slot;
  hands_.release_all();
  changed_ = true;
  think();
}

void Laboratory::choose_next(int step) {
  const int slots = static_cast<int>(scenes_.size());
  choose((selected_ + step + slots) % slots);
}

// After winding; a pause that was asked for stays.
void Laboratory::run_on() {
  if (wound_) paused_ = wound_ = false;
}

std::optional<Order> Laboratory::press(const std::string& key) {
  lone_shift_ = key == "shift";
  const bool arrow = key == "left" || key == "right" || key == "up" || key == "down";
  if (arrow && !person_ && hands_.knows(key)) {
    obey({Command::take_over});
    paused_ = wound_ = false;  // who takes over wants to play
  }
  if (person_ && hands_.knows(key)) {
    run_on();
    if (by_taps()) paused_ = false;  // or strokes would pile up
    hands_.press(key);
    return std::nullopt;
  }
  if (lone_shift_) return std::nullopt;
  const std::optional<Order> order = order_of(key);
  if (order) obey(*order);
  return order;
}

void Laboratory::release(const std::string& key) {
  hands_.release(key);
  const bool plays = person_ && hands_.knows(key);
  if (key == "shift" && std::exchange(lone_shift_, false) && !plays) obey({Command::take_over});
}

void Laboratory::obey(const Order& order) {
  switch (order.command) {
    case Command::pause:
      paused_ = !paused_;
      wound_ = false;
      break;
    case Command::step:
      single_step();
      break;
    case Command::faster:
      speed_ = std::min(2 * speed_, kFastest);
      break;
    case Command::slower:
      speed_ = std::max(speed_ / 2, kSlowest);
      break;
    case Command::reset:
      run_on();
      restart(scenes_[0]->seed());
      break;
    case Command::next_seed:
      run_on();
      restart(scenes_[0]->seed() + scenes_.size());
      break;
    case Command::take_over:
      person_ = !mind_ || (!person_ && !scene().spec().keys.empty());
      hands_.release_all();
      break;
    case Command::next_overlay:
      next_overlay();
      break;
    case Command::wind_back:
      wind_to(scene().now() - 1);
      break;
    case Command::wind_on:
      wind_to(scene().now() + 1);
      break;
    case Command::wind_to_start:
      wind_to(0);
      break;
    case Command::wind_to_end:
      wind_to(scene().length());
      break;
    case Command::choose_slot:
      choose(order.argument);
      break;
    case Command::previous_slot:
      choose_next(-1);
      break;
    case Command::next_slot:
      choose_next(1);
      break;
    case Command::toggle_tiles:
      tiled_ = !tiled_ && scenes_.size() > 1;
      break;
    case Command::help:
      help_ = !help_;
      break;
    case Command::toggle_theme:
    case Command::screenshot:
    case Command::close:
      return;  // the window's business
  }
  changed_ = true;
  think();
}

// Whether there is something to show now: without an agent there are no thoughts, and before the first row of
// its log no curves.
bool Laboratory::fits(Overlay overlay) const {
  if (overlay == Overlay::learning) return !curves_.empty();
  if (overlay == Overlay::cells || overlay == Overlay::eye)
    return mind_ && viz::fits(overlay, scene().world());
  return viz::fits(overlay, scene().world());
}

void Laboratory::next_overlay() {
  const int count = static_cast<int>(overlay_names().size());
  do {
    overlay_ = static_cast<Overlay>((static_cast<int>(overlay_) + 1) % count);
  } while (!fits(overlay_));
}

}  // namespace gymkhana::viz
