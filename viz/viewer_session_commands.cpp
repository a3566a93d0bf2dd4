// What keys and commands do to the viewer session.
#include <algorithm>

#include "viz/viewer_session.h"

namespace gymkhana::viz {
namespace {

constexpr double kSlowest = 1.0 / 64, kFastest = 1024;  // times real time

}  // namespace

void ViewerSession::single_step() {
  paused_ = true;
  for (int slot = 0; slot < static_cast<int>(scenes_.size()); ++slot) {
    if (scenes_[slot]->over()) {
      next_episode(slot);
    } else {
      step_once(slot);
    }
  }
}

void ViewerSession::seek(int moment) {
  paused_by_seek_ = paused_by_seek_ || !paused_;
  paused_ = true;
  scenes_[selected_]->seek(moment);
  changed_ = true;
  update_insight();
}

void ViewerSession::choose(int slot) {
  if (slot < 0 || slot >= static_cast<int>(scenes_.size())) return;
  selected_ = slot;
  keyboard_.release_all();
  changed_ = true;
  update_insight();
}

void ViewerSession::choose_next(int step) {
  const int slots = static_cast<int>(scenes_.size());
  choose((selected_ + step + slots) % slots);
}

// After seeking; a pause that was asked for stays.
void ViewerSession::resume_after_seek() {
  if (paused_by_seek_) paused_ = paused_by_seek_ = false;
}

std::optional<KeyCommand> ViewerSession::press(const std::string& key) {
  lone_shift_ = key == "shift";
  const bool arrow = key == "left" || key == "right" || key == "up" || key == "down";
  if (arrow && !person_ && keyboard_.knows(key)) {
    execute({Command::take_over});
    paused_ = paused_by_seek_ = false;  // who takes over wants to play
  }
  if (person_ && keyboard_.knows(key)) {
    resume_after_seek();
    if (by_taps()) paused_ = false;  // or strokes would pile up
    keyboard_.press(key);
    return std::nullopt;
  }
  if (lone_shift_) return std::nullopt;
  const std::optional<KeyCommand> command = command_for(key);
  if (command) execute(*command);
  return command;
}

void ViewerSession::release(const std::string& key) {
  keyboard_.release(key);
  const bool plays = person_ && keyboard_.knows(key);
  if (key == "shift" && std::exchange(lone_shift_, false) && !plays) execute({Command::take_over});
}

void ViewerSession::execute(const KeyCommand& command) {
  switch (command.command) {
    case Command::pause:
      paused_ = !paused_;
      paused_by_seek_ = false;
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
      resume_after_seek();
      restart(scenes_[0]->seed());
      break;
    case Command::next_seed:
      resume_after_seek();
      restart(scenes_[0]->seed() + scenes_.size());
      break;
    case Command::take_over:
      person_ = !agent_view_ || (!person_ && !scene().spec().keys.empty());
      keyboard_.release_all();
      break;
    case Command::next_overlay:
      next_overlay();
      break;
    case Command::seek_back:
      seek(scene().now() - 1);
      break;
    case Command::seek_forward:
      seek(scene().now() + 1);
      break;
    case Command::seek_to_start:
      seek(0);
      break;
    case Command::seek_to_end:
      seek(scene().length());
      break;
    case Command::choose_slot:
      choose(command.argument);
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
  update_insight();
}

// Whether there is something to show now: without an agent there is nothing to ask, and before the first row
// of its log no curves.
bool ViewerSession::fits(Overlay overlay) const {
  if (overlay == Overlay::learning) return !curves_.empty();
  if (overlay == Overlay::cells || overlay == Overlay::input)
    return agent_view_ && viz::fits(overlay, scene().env());
  return viz::fits(overlay, scene().env());
}

void ViewerSession::next_overlay() {
  const int count = static_cast<int>(overlay_names().size());
  do {
    overlay_ = static_cast<Overlay>((static_cast<int>(overlay_) + 1) % count);
  } while (!fits(overlay_));
}

}  // namespace gymkhana::viz
