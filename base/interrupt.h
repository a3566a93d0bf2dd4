// Ctrl-C and its like: asked for, not obeyed at once, so that a run can finish its update and save.
#pragma once

#include <exception>

namespace gymkhana {

/// While one lives, the first SIGINT, SIGTERM or SIGHUP is only noted, and `note` (a whole line, which
/// outlives this; may be null) goes to stderr at once; a second one ends the program as usual.
class Interrupt {
 public:
  explicit Interrupt(const char* note = nullptr);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  static bool requested();
  /// What a shell expects of a program that a signal ended: 128 + its number, 130 for Ctrl-C; without a
  /// signal, where a viewer asked training to end, 128.
  static int exit_status();
};

/// Thrown by work that was broken off because somebody asked to stop: nothing is wrong.
class Interrupted : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped before the end"; }
};

}  // namespace gymkhana
