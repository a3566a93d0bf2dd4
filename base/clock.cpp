#include "base/clock.h"

#include <chrono>

namespace gymkhana {
namespace {

template <class Clock>
double seconds_of() {
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

}  // namespace

double steady_seconds() {
  return seconds_of<std::chrono::steady_clock>();
}

double unix_time() {
  return seconds_of<std::chrono::system_clock>();
}

}  // namespace gymkhana
