// Ctrl-C: asked for, not obeyed at once, so that a run can finish its update and save.
#pragma once

namespace gymkhana {

/// While one lives, the first SIGINT or SIGTERM is only noted; a second one ends the program as usual.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  static bool requested();
  /// What a shell expects of a program that a signal ended: 128 + its number, 130 for Ctrl-C; without a
  /// signal, where a viewer asked training to end, 128.
  static int exit_status();
};

}  // namespace gymkhana
