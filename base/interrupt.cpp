#include "base/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <unistd.h>

namespace gymkhana {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t received = 0;
std::atomic<const char*> note_line = nullptr;
static_assert(std::atomic<const char*>::is_always_lock_free);  // the handler reads it

extern "C" void note_signal(int number) {
  received = number;
  std::signal(number, SIG_DFL);
  const char* line = note_line;
  if (line == nullptr) return;
  const ssize_t written = ::write(STDERR_FILENO, line, std::strlen(line));
  static_cast<void>(written);  // a terminal that is gone reads nothing
}

}  // namespace

Interrupt::Interrupt(const char* note) {
  received = 0;
  note_line = note;
  for (const int number : kSignals) std::signal(number, note_signal);
}

Interrupt::~Interrupt() {
  for (const int number : kSignals) std::signal(number, SIG_DFL);
  note_line = nullptr;
}

bool Interrupt::requested() {
  return received != 0;
}

int Interrupt::exit_status() {
  return 128 + received;
}

}  // namespace gymkhana
