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

constexpr milliseconds kPatience{60'000};

TEST_CASE("crashes, exceptions and hangs of a child are failures; all else succeeds") {
  CHECK(succeeds_in_child([] {}, kPatience));
  CHECK_FALSE(succeeds_in_child([] { std::raise(SIGSEGV); }, kPatience));
  CHECK_FALSE(succeeds_in_child([] { std::terminate(); }, kPatience));
  CHECK_FALSE(succeeds_in_child([] { throw std::runtime_error("no window"); }, kPatience));
  CHECK_FALSE(succeeds_in_child([] { _exit(3); }, kPatience));
  CHECK_FALSE(succeeds_in_child(
      [] {
        for (;;) pause();
      },
      milliseconds(1)));
}

}  // namespace
}  // namespace gymkhana::viz
