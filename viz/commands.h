// What keys do in the viewer session.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gymkhana::viz {

enum class Command {
  pause,
  step,
  faster,
  slower,
  reset,
  next_seed,
  take_over,
  next_overlay,
  seek_back,
  seek_forward,
  seek_to_start,
  seek_to_end,
  choose_slot,
  previous_slot,
  next_slot,
  toggle_tiles,
  toggle_theme,
  help,
  screenshot,
  close,
};

/// A key's command. `argument`: the slot of choose_slot, counted from 0.
struct KeyCommand {
  Command command;
  int argument = 0;
};

/// Nothing for keys that do nothing here. While a person plays, the environment's own keys come first; every
/// command that one of them may hide has a second key.
std::optional<KeyCommand> command_for(const std::string& key);

/// For F1: keys, and what they do.
struct HelpLine {
  std::string keys, meaning;
};

/// Without the keys that are in `taken`: the environment's own while a person plays. `agent`: there is one to
/// take over from; `several`: there are environments to choose among.
std::vector<HelpLine> key_help(const std::vector<std::string>& taken, bool agent, bool several);

}  // namespace gymkhana::viz
