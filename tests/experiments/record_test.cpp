// `eval --record`: pictures of a run, without a display.
#include <cstdlib>

#include <doctest/doctest.h>

#include "envs/core/picture/image.h"
#include "envs/core/picture/palette.h"
#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

TEST_CASE("a run's first evaluation episodes can be recorded") {
  const TemporaryDirectory work;
  const std::string train = "train cliffwalking-qlearning --n_timesteps 3000 --directory run";
  REQUIRE(run_program(train, work.path()).status == 0);
  const ProgramRun eval = run_program(
      "eval run --episodes 1 --max_steps 30 --record shot.png --overlay cells --width 600 --height 300",
      work.path(), "unset DISPLAY");
  REQUIRE(eval.status == 0);
  CHECK(eval.out.find("pictures in shot_00001.png to shot_000") != std::string::npos);
  const Image first = read_png(work.path() / "shot_00001.png");
  CHECK(first.width == 600);
  for (const std::string steps : {"5", "2"}) {  // the second series is shorter, and all that is left
    const std::string loud = " --record LOUD.PNG";
    CHECK(run_program("eval run --episodes 1 --max_steps " + steps + loud, work.path()).status == 0);
  }
  CHECK(std::filesystem::exists(work.path() / "LOUD_00003.png"));
  CHECK_FALSE(std::filesystem::exists(work.path() / "LOUD_00004.png"));
  CHECK(first.height == 300);
  const std::string curves = "eval run --episodes 1 --max_steps 2 --record curves.png --overlay learning";
  REQUIRE(run_program(curves, work.path()).status == 0);
  const Image learning = read_png(work.path() / "curves_00001.png");
  int green = 0;  // the curve of return while training, right of the environment
  for (int y = 0; y < learning.height; ++y) {
    for (int x = 420; x < learning.width; ++x) {
      const std::uint8_t* pixel = learning.pixel(x, y);
      green += pixel[0] == palette::green.r && pixel[1] == palette::green.g && pixel[2] == palette::green.b;
    }
  }
  CHECK(green > 0);
  CHECK(run_program("eval run --episodes 1 --max_steps 5 --record out.gif", work.path()).status == 0);
  CHECK(read_text(work.path() / "out.gif").starts_with("GIF89a"));
  check_refused(run_program("eval run --episodes 1 --record out.gif --width 2000 --scale 4", work.path()),
                "is larger than 4096 pixels");
  check_refused(run_program("eval run --episodes 1 --record out.avi", work.path()),
                "end its name in .gif, .mp4 or .png");
}

TEST_CASE("a recording that cannot be made is refused before anything is evaluated or written") {
  const TemporaryDirectory work;
  REQUIRE(
      run_program("train --env CartPole-v1 --algo reinforce --n_timesteps 1 --eval_freq 0 --directory run",
                  work.path())
          .status == 0);
  const auto refused = [&](const std::string& flags, const std::string& words,
                           const std::string& before = "true") {
    check_refused(run_program("eval run --max_steps 5 --episodes 2 " + flags, work.path(), before), words);
  };
  const std::string fitting = "has nothing to show in CartPole-v1; those that fit: agent, learning, plain";
  refused("--record a.gif --overlay cells", "the overlay \"cells\" " + fitting);
  refused("--record a.gif --overlay input", "the overlay \"input\" " + fitting);
  refused("--record a.gif --overlay around", "the overlay \"around\" " + fitting);
  refused("--record a.gif --record_episodes 3", "record_episodes = 3 is more than episodes = 2");
  refused("--record a.mp4", "mp4 needs ffmpeg, which is not installed", "PATH=/nowhere");
  for (const std::string name : {"a.gif", "a.mp4", "a.png"}) {
    refused("--record none/" + name, "there is no folder");
  }
  CHECK_FALSE(std::filesystem::exists(work.path() / "none"));
  CHECK_FALSE(std::filesystem::exists(work.path() / "a.gif"));
}

TEST_CASE("a full disk is named in one line") {
  const TemporaryDirectory work;
  REQUIRE(
      run_program("train --env CartPole-v1 --algo reinforce --n_timesteps 1 --eval_freq 0 --directory run",
                  work.path())
          .status == 0);
  const auto refused = [&](const std::string& name, const std::string& words) {
    std::filesystem::create_symlink("/dev/full", work.path() / words);
    check_refused(run_program("eval run --max_steps 5 --episodes 2 --record " + name, work.path()), words);
    CHECK(std::filesystem::is_symlink(work.path() / words));
  };
  refused("a.gif", "a.gif");
  refused("b.png", "b_00001.png");
  if (std::system("command -v ffmpeg >/dev/null") == 0) refused("c.mp4", "c.mp4");
}

}  // namespace
}  // namespace gymkhana
