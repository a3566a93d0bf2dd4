// `watch` and `play` before a real window, on a virtual display: keys arrive, pictures change, closing ends
// it.
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

#include "envs/core/picture/image.h"
#include "envs/core/picture/palette.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

/// An X server of our own, if this machine has one.
class VirtualDisplay {
 public:
  /// `arguments` of Xvfb, besides its number.
  explicit VirtualDisplay(const std::vector<std::string>& arguments = {"-screen", "0", "800x600x24"}) {
    std::array<int, 2> ends{};
    if (!installed() || pipe(ends.data()) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      close(ends[0]);
      std::vector<std::string> words = {"Xvfb", "-displayfd", std::to_string(ends[1]), "-noreset"};
      words.insert(words.end(), arguments.begin(), arguments.end());
      std::vector<char*> command;
      for (std::string& word : words) command.push_back(word.data());
      command.push_back(nullptr);
      execvp("Xvfb", command.data());
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
  /// As a server that crashes.
  void break_off() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }

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
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  return false;
}

constexpr Color kPaperInTheDark{24, 27, 33};

/// A part of the screen in pixels.
struct Region {
  int left, top, right, bottom;
};

/// The program's window in the corner of the screen, as a person sees and uses it. Nothing here depends on
/// how fast the machine is: tests wait for what should be seen.
class Screen {
 public:
  explicit Screen(fs::path folder) : picture_(folder / "screen.png") {}

  /// Waits for the window's first picture, from which on it hears keys, and moves it to the screen's corner.
  bool appears() const {
    if (!waits_for([this] { return count(palette::paper) > 10'000; })) return false;
    command("windowmove " + kWindow + " 0 0");
    return waits_for([this] { return count(palette::paper, {0, 0, 4, 4}) == 16; });
  }
  void press(const std::string& key) const { command("key --window " + kWindow + " " + key); }
  /// As a program that pays no heed to what the window's own is doing.
  void destroy() const { command("windowclose " + kWindow); }
  void click(int x, int y) const {
    command("mousemove --window " + kWindow + " " + std::to_string(x) + " " + std::to_string(y) + " click 1");
  }
  Image look() const {
    const std::string grab =
        "ffmpeg -v error -y -f x11grab -i $DISPLAY -frames:v 1 '" + picture_.string() + "'";
    REQUIRE(std::system(grab.c_str()) == 0);
    return read_png(picture_);
  }
  /// How many pixels have exactly this colour.
  int count(Color color, const Region& region = {0, 0, 1 << 20, 1 << 20}) const {
    const Image image = look();
    int found = 0;
    for (int y = region.top; y < std::min(region.bottom, image.height); ++y) {
      for (int x = region.left; x < std::min(region.right, image.width); ++x) {
        const std::uint8_t* pixel = image.pixel(x, y);
        found += pixel[0] == color.r && pixel[1] == color.g && pixel[2] == color.b;
      }
    }
    return found;
  }

 private:
  inline static const std::string kWindow = "$(xdotool search --name ' - Gymkhana' | tail -1)";

  static void command(const std::string& words) {
    REQUIRE(waits_for([&] { return std::system(("xdotool " + words + " 2>/dev/null").c_str()) == 0; }));
  }

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
  const auto light = [&] { return screen.count(palette::paper) > 100'000; };
  screen.press("d");
  REQUIRE(waits_for([&] { return screen.count(kPaperInTheDark) > 100'000; }));
  screen.press("d");
  REQUIRE(waits_for(light));
  screen.press("space");
  const Region status{540, 10, 640, 35};  // the headline's right end: "paused"
  REQUIRE(waits_for([&] { return screen.count(palette::orange, status) > 20; }));
  screen.press("n");
  const Region start{12, 380, 20, 392};  // of the timeline: there is the knob
  REQUIRE(waits_for([&] { return screen.count(palette::blue, start) > 50; }));
  screen.press("s");
  REQUIRE(waits_for([&] { return screen.count(palette::blue, start) == 0; }));
  screen.click(3, 386);
  REQUIRE(waits_for([&] { return screen.count(palette::blue, start) > 50; }));
  const Region help{149, 18, 260, 60};
  CHECK(screen.count(palette::slate, help) == 0);
  screen.press("F1");
  REQUIRE(waits_for([&] { return screen.count(palette::slate, help) > 50; }));
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

TEST_CASE("training outlives a window that another program destroys") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  BackgroundProgram watch(
      {"watch", "cartpole-ppo", "--eval_freq", "0", "--n_timesteps", "50000", "--directory", "run"},
      work.path());
  REQUIRE(screen.appears());
  screen.destroy();
  CHECK(watch.wait() == 0);
  CHECK(fs::exists(work.path() / "run" / "result.json"));
}

TEST_CASE("training and what was played outlive the display") {
  const TemporaryDirectory work;
  const Screen screen(work.path());
  for (const std::string verb : {"watch", "play"}) {
    VirtualDisplay display;
    if (!display.there()) {
      MESSAGE(kSkipped);
      return;
    }
    std::vector<std::string> words = {"watch",         "cartpole-ppo", "--eval_freq", "0",
                                      "--n_timesteps", "100000",       "--directory", "run"};
    if (verb == "play") words = {"play", "MountainCar-v0", "--record", "mine.json"};
    BackgroundProgram program(words, work.path());
    REQUIRE(screen.appears());
    display.break_off();
    CHECK(program.wait() == (verb == "play" ? 1 : 0));
  }
  CHECK(fs::exists(work.path() / "run" / "result.json"));
  CHECK(run_program("trace mine.json", work.path()).status == 0);
}

TEST_CASE("a window is no larger than the screen, and shows all of its page") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  BackgroundProgram play({"play", "CliffWalking-v1", "--width", "960", "--height", "1100"}, work.path());
  const Region upper_right{790, 36, 800, 40}, above{790, 20, 800, 24};  // of a window in the middle
  REQUIRE(waits_for([&] { return screen.count(palette::paper, upper_right) == 40; }));
  CHECK(screen.count(palette::paper, above) == 0);
  REQUIRE(screen.appears());
  CHECK(screen.count(palette::paper, {796, 532, 800, 536}) == 16);  // its lower right corner
  CHECK(screen.count(palette::blue, {12, 510, 20, 534}) > 50);      // the timeline's knob
  screen.press("q");
  CHECK(play.wait() == 0);
}

TEST_CASE("what a person plays can be traced") {
  const VirtualDisplay display;
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const Screen screen(work.path());
  BackgroundProgram play({"play", "CliffWalking-v1", "--seed", "5", "--record", "mine.json", "--width", "640",
                          "--height", "400"},
                         work.path());
  REQUIRE(screen.appears());
  const Image before = screen.look();
  screen.press("Up");
  REQUIRE(waits_for([&] { return screen.look() != before; }));
  const Image up = screen.look();
  screen.press("Right");
  REQUIRE(waits_for([&] { return screen.look() != up; }));
  screen.press("n");  // another episode; the first is kept already, whatever may come
  REQUIRE(waits_for([&] { return screen.look() == before; }));
  CHECK(waits_for([&] { return fs::exists(work.path() / "mine.json"); }));
  screen.press("Up");
  REQUIRE(waits_for([&] { return screen.look() != before; }));
  screen.press("q");
  CHECK(play.wait() == 0);
  const std::string played = read_text(work.path() / "mine.json");
  CHECK(played.find("\"seed\":5") != std::string::npos);
  CHECK(played.find("[0,24,-1.0,false,false],[1,25,-1.0,false,false]]},{\"seed\":6") != std::string::npos);
  CHECK(run_program("trace CliffWalking-v1 --actions mine.json", work.path()).out == played);
  CHECK(run_program("trace mine.json", work.path()).out ==
        "mine.json: all 2 episodes and 3 steps of CliffWalking-v1 agree\n");
}

TEST_CASE("displays on which no window opens are refused in one line, with what they lack") {
  struct Case {
    std::vector<std::string> display;
    const char* complaint;
  };
  const TemporaryDirectory work;
  for (const auto& [arguments, complaint] : {
           Case{{"-extension", "GLX", "-screen", "0", "640x480x24"}, "it lacks GLX"},
           Case{{"-screen", "0", "640x480x8"}, "cannot show a window"},
           Case{{"-screen", "0", "640x480x16"}, "16 bits per pixel"},
       }) {
    const VirtualDisplay display(arguments);
    if (!display.there()) {
      MESSAGE(kSkipped);
      return;
    }
    CAPTURE(complaint);
    for (const std::string words : {"watch cartpole-ppo", "play CartPole-v1"}) {
      const ProgramRun run = run_program(words, work.path());
      check_refused(run, complaint);
      check_refused(run, "--record");
    }
    CHECK_FALSE(fs::exists(work.path() / "runs"));
  }
}

// Some servers show windows at 30 bits per pixel, others crash whoever opens one.
TEST_CASE("on a display of 30 bits, training comes to its end, or is refused before it begins") {
  VirtualDisplay display({"-screen", "0", "640x480x30"});
  if (!display.there()) {
    MESSAGE(kSkipped);
    return;
  }
  const TemporaryDirectory work;
  const fs::path result = work.path() / "run" / "result.json";
  BackgroundProgram watch(
      {"watch", "cartpole-ppo", "--eval_freq", "0", "--n_timesteps", "20000", "--directory", "run"},
      work.path());
  REQUIRE(waits_for([&] { return fs::exists(result) || !watch.running(); }));
  display.break_off();
  CHECK(watch.wait() == (fs::exists(result) ? 0 : 2));
}

TEST_SUITE_END();

TEST_CASE("without a display, watch says so and offers a recording") {
  const std::string none = "unset DISPLAY";
  const ProgramRun watch = run_program("watch cartpole-ppo", ".", none);
  check_refused(watch, "--record");
  check_refused(run_program("watch nonesuch", ".", none), "nonesuch");
  check_refused(run_program("watch cartpole-ppo --overlay cells", ".", none), "has nothing to show");
  check_refused(run_program("play CartPole-v1", ".", none), "cannot play");
  check_refused(run_program("play CartPole-v1 --overlay input", ".", none), "has nothing to show");
  check_refused(run_program("play CartPole-v1 --record /proc/x.json", ".", none), "/proc/x.json");
  check_refused(run_program("play CartPole-v1 --record out.gif", ".", none), "end its name in .json");
}

}  // namespace
}  // namespace gymkhana
