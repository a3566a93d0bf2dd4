// What crashes or hangs in a child is found out, and harms no one.
#include "viz/display_probe.h"

#include <csignal>
#include <exception>
#include <stdexcept>
#include <unistd.h>

#include <doctest/doctest.h>

namespace gymkhana::viz {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kIdle{60'000};

TEST_CASE("crashes, exceptions and hangs of a child are failures; all else succeeds") {
  CHECK(succeeds_in_child([] {}, kIdle));
  CHECK_FALSE(succeeds_in_child([] { std::raise(SIGSEGV); }, kIdle));
  CHECK_FALSE(succeeds_in_child([] { std::terminate(); }, kIdle));
  CHECK_FALSE(succeeds_in_child([] { throw std::runtime_error("no window"); }, kIdle));
  CHECK_FALSE(succeeds_in_child([] { _exit(3); }, kIdle));
  CHECK_FALSE(succeeds_in_child(
      [] {
        for (;;) pause();
      },
      milliseconds(1)));
}

}  // namespace
}  // namespace gymkhana::viz
