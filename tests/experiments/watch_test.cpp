// `watch` and `play` before a real window, on a virtual display: keys arrive, pictures change, closing ends
// it.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "envs/core/image.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

/// An X server of our own, if this machine has one.
class VirtualDisplay {
 public:
  VirtualDisplay() {
    std::array<int, 2> ends{};
    if (!installed() || pipe(ends.data()) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      close(ends[0]);
      const std::string number = std::to_string(ends[1]);
      execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "800x600x24", "-noreset", nullptr);
      _exit(127);
    }
    close(ends[1]);
    std::string number;  // and a line feed, which must be read, too
    for (char letter = 0; letter != '\n' && read(ends[0], &letter, 1) == 1;) number += letter;
    close(ends[0]);
    if (number.ends_with('\n')) name_ = ":" + number.substr(0, number.size() - 1);
    if (!name_.empty()) setenv("DISPLAY", name_.c_str(), 1);
  }
  ~VirtualDisplay() {
    if (process_ <= 0) return;
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    unsetenv("DISPLAY");
  }
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  bool there() const { return !name_.empty(); }

 private:
  static bool installed() {
    return std::system("for p in Xvfb xdotool ffmpeg; do command -v $p || exit 1; done >/dev/null") == 0 &&
           run_program("watch --help").status == 0 && windows();
  }
  // Whether the program was built with windows.
  static bool windows() {
    return run_program("play CartPole-v1", ".", "unset DISPLAY").err.find("SFML") == std::string::npos;
  }

  int process_ = -1;
  std::string name_;
};

// Patience for slow machines; what is there at once costs no time.
bool waits_for(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  return false;
}

/// The program's window, as a person at the screen sees and uses it.
class Screen {
 public:
  explicit Screen(fs::path folder) : picture_(folder / "screen.png") {}

  bool appears() const {
    return waits_for([] { return std::system("xdotool search --name ' - Gymkhana' >/dev/null 2>&1") == 0; });
  }
  void press(const std::string& key) const {
    const std::string search = "$(xdotool search --name ' - Gymkhana' | tail -1)";
    REQUIRE(std::system(("xdotool key --window " + search + " " + key).c_str()) == 0);
  }
  Image look() const {
    const std::string grab =
        "ffmpeg -v error -y -f x11grab -i $DISPLAY -frames:v 1 '" + picture_.string() + "'";
    REQUIRE(std::system(grab.c_str()) == 0);
    return read_png(picture_);
  }
  /// How many pixels have exactly this colour.
  int count(int r, int g, int b) const {
    const Image image = look();
    int found = 0;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
      found += image.rgb[i] == r && image.rgb[i + 1] == g && image.rgb[i + 2] == b;
    }
    return found;
  }

 private:
  fs::path picture_;
};

constexpr const char* kSkipped = "skipped: no Xvfb, xdotool or ffmpeg here, or the program has no window";

TEST_SUITE_BEGIN("slow");  // windows take seconds

TEST_CASE("a finished run is watched: keys arrive and change the picture") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  REQUIRE(
      run_program("train cliffwalking-qlearning --n_timesteps 3000 --directory run", work.path()).status ==
      0);
  BackgroundProgram watch({"watch", "run", "--width", "640", "--height", "400"}, work.path());
  REQUIRE(screen.appears());
  const auto light = [&] { return screen.count(250, 250, 247) > 100'000; };
  REQUIRE(waits_for(light));
  screen.press("d");
  REQUIRE(waits_for([&] { return screen.count(24, 27, 33) > 100'000; }));
  screen.press("d");
  REQUIRE(waits_for(light));
  screen.press("space");
  Image paused;
  REQUIRE(waits_for([&] {
    paused = screen.look();
    std::this_thread::sleep_for(std::chrono::milliseconds(400));  // more than one of the world's steps
    return screen.look() == paused;
  }));
  screen.press("s");
  REQUIRE(waits_for([&] { return screen.look() != paused; }));
  const Image stepped = screen.look();
  screen.press("F1");
  REQUIRE(waits_for([&] { return screen.look() != stepped; }));
  screen.press("q");
  CHECK(watch.wait() == 0);
}

TEST_CASE("closing the window stops training and saves, or lets it go on") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  const std::vector<std::string> words = {"watch",    "cartpole-ppo", "--width",     "480",
                                          "--height", "320",          "--eval_freq", "0"};
  const auto with = [&words](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return more;
  };
  BackgroundProgram stopped(with({"--directory", "stopped", "--n_timesteps", "100000000"}), work.path());
  REQUIRE(screen.appears());
  screen.press("q");
  CHECK(stopped.wait() == 0);
  CHECK_FALSE(fs::exists(work.path() / "stopped" / "result.json"));
  CHECK(run_program("resume stopped --n_timesteps 1", work.path()).err.find("is complete") !=
        std::string::npos);

  BackgroundProgram trained(with({"--directory", "trained", "--n_timesteps", "20000", "--on_close", "train"}),
                            work.path());
  REQUIRE(screen.appears());
  screen.press("q");
  CHECK(trained.wait() == 0);
  CHECK(fs::exists(work.path() / "trained" / "result.json"));
}

TEST_CASE("what a person plays can be traced") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  BackgroundProgram play({"play", "CliffWalking-v1", "--seed", "5", "--record", "mine.json"}, work.path());
  REQUIRE(screen.appears());
  REQUIRE(waits_for([&] { return screen.count(250, 250, 247) > 10'000; }));
  const Image before = screen.look();
  screen.press("Up");
  REQUIRE(waits_for([&] { return screen.look() != before; }));
  const Image up = screen.look();
  screen.press("Right");
  REQUIRE(waits_for([&] { return screen.look() != up; }));
  screen.press("q");
  CHECK(play.wait() == 0);
  const std::string played = read_text(work.path() / "mine.json");
  CHECK(played.find("\"seed\":5") != std::string::npos);
  CHECK(played.find("[0,24,-1.0,false,false],[1,25,-1.0,false,false]]") != std::string::npos);
  CHECK(run_program("trace CliffWalking-v1 --actions mine.json", work.path()).out == played);
}

TEST_SUITE_END();

TEST_CASE("without a display, watch says so and offers a recording") {
  const std::string none = "unset DISPLAY";
  const ProgramRun watch = run_program("watch cartpole-ppo", ".", none);
  check_refused(watch, "--record");
  check_refused(run_program("play CartPole-v1", ".", none), "cannot play");
  check_refused(run_program("play CartPole-v1 --record out.gif", ".", none), "end its name in .json");
}

}  // namespace
}  // namespace gymkhana
