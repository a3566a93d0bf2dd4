#include "base/child_process.h"

#include <array>
#include <unistd.h>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

/// What a shell says to its standard error, given a line on its standard input.
std::string answer_to(const std::string& line, const std::string& script, int& status) {
  std::array<int, 2> question{}, answer{};
  REQUIRE(pipe(question.data()) == 0);
  REQUIRE(pipe(answer.data()) == 0);
  Child child({"sh", "-c", script}, {.input = question[0], .errors = answer[1]});
  close(question[0]);
  close(answer[1]);
  REQUIRE(write(question[1], line.data(), line.size()) == static_cast<ssize_t>(line.size()));
  close(question[1]);
  std::string text;
  for (char letter = 0; read(answer[0], &letter, 1) == 1;) text += letter;
  close(answer[0]);
  status = child.wait();
  return text;
}

TEST_CASE("a child reads and writes what it was given") {
  int status = 0;
  CHECK(answer_to("a line\n", "read words; echo \"$words\" >&2; echo lost; exit 3", status) == "a line\n");
  CHECK(status == 3);
}

TEST_CASE("a child that a signal ended has its number, one that is no program has 127") {
  CHECK(Child({"sh", "-c", "kill -9 $$"}, {}).wait() == 128 + 9);
  CHECK(Child({"no-such-program"}, {}).wait() == 127);
  CHECK(is_on_path("sh"));
  CHECK_FALSE(is_on_path("no-such-program"));
}

TEST_CASE("a child that is forgotten ends") {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  { const Child child({"sleep", "1000"}, {.output = ends[1]}); }
  close(ends[1]);
  char letter = 0;
  CHECK(read(ends[0], &letter, 1) == 0);  // nobody has the other end
  close(ends[0]);
}

}  // namespace
}  // namespace gymkhana
