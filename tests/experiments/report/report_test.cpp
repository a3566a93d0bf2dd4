// The report's files: complete, self-contained, and shown by a real browser where there is one.
#include "experiments/report/report.h"

#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/experiments/program_runner.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

std::vector<RunRecord> runs(const std::string& algo, double better) {
  std::vector<RunRecord> all;
  for (int seed = 0; seed < 3; ++seed) {
    RunRecord run{.preset = "cartpole-" + algo,
                  .env = "CartPole-v1",
                  .algo = algo,
                  .seed = seed,
                  .score = 450 + better + 5 * seed,
                  .episodes = 100,
                  .steps = 1e5,
                  .seconds = 1.5,
                  .threshold = 475};
    for (int i = 1; i <= 20; ++i) run.evaluations.add(5'000 * i, 20 * i + better + seed, 0.1 * i);
    all.push_back(run);
  }
  return all;
}

BenchSummary summary() {
  return summarize_bench({runs("ppo", 40), runs("a2c", 10)},
                         parse_anchors(standard_anchors_text(), "anchors.ini"),
                         {"Left out: cartpole-ppo seed 3: <broken>"});
}

TEST_CASE("a report is whole and needs no network") {
  const TemporaryDirectory scratch;
  write_report(scratch.path(), summary());
  const std::string page = read_text(scratch.path() / "report.html");
  CHECK(page.starts_with("<!doctype html>"));
  for (const char* outside : {"src=", "<link", "<script", "url(", "@import"}) {
    CHECK_MESSAGE(page.find(outside) == std::string::npos, outside);
  }
  CHECK(page.find("Left out: cartpole-ppo seed 3: &lt;broken&gt;") != std::string::npos);
  CHECK(page.find("Stable-Baselines3 zoo") != std::string::npos);
  for (const char* plot :
       {"curves-CartPole-v1", "scores-CartPole-v1", "profile-1", "improvement-1", "aggregate-1"}) {
    CHECK(read_text(scratch.path() / "plots" / (std::string(plot) + ".svg")).starts_with("<svg"));
  }
}

TEST_CASE("environments whose names differ in signs only have pictures of their own") {
  const TemporaryDirectory scratch;
  std::vector<RunRecord> up = runs("ppo", 40), down = runs("a2c", 10);
  for (RunRecord& run : up) run.env = "Slope (g = 1)";
  for (RunRecord& run : down) run.env = "Slope (g = -1)";
  write_report(scratch.path(), summarize_bench({up, down}, {}, {}));
  const std::string first = read_text(scratch.path() / "plots/curves-Slope-g-1.svg"),
                    second = read_text(scratch.path() / "plots/curves-Slope-g-1-2.svg");
  CHECK(first.find("cartpole-ppo") != std::string::npos);
  CHECK(second.find("cartpole-a2c") != std::string::npos);
  CHECK(read_text(scratch.path() / "report.md").find("(plots/curves-Slope-g-1-2.svg)") != std::string::npos);
}

TEST_CASE("of single seeds no caption claims an interval") {
  const TemporaryDirectory scratch;
  std::vector<RunRecord> ppo = runs("ppo", 40), a2c = runs("a2c", 10);
  ppo.resize(1);
  a2c.resize(1);
  write_report(scratch.path(),
               summarize_bench({ppo, a2c}, parse_anchors(standard_anchors_text(), "anchors.ini"), {}));
  const std::string text = read_text(scratch.path() / "report.md");
  CHECK(text.find("![Probability of improvement.]") != std::string::npos);
  CHECK(text.find("with 95 %") == std::string::npos);
}

TEST_CASE("a curve claims no more seeds, and no interval, than it has") {
  const TemporaryDirectory scratch;
  std::vector<RunRecord> two = runs("ppo", 40);
  two.resize(2);
  two[0].evaluations = {};
  two[0].evaluations.add(1e5, 400, 1);
  write_report(scratch.path(), summarize_bench({two}, {}, {}));
  const std::string page = read_text(scratch.path() / "report.html"),
                    text = read_text(scratch.path() / "report.md");
  CHECK(page.find(">cartpole-ppo (1 seed)<") != std::string::npos);
  CHECK(text.find("interquartile mean over seeds, of evaluations") != std::string::npos);
  CHECK(text.find("| evaluations every 5 k |") != std::string::npos);
  CHECK(text.find("interquartile mean with 95 % interval; dots are seeds") != std::string::npos);
}

TEST_CASE("a preset without a curve has no part in the picture of curves") {
  const TemporaryDirectory scratch;
  std::vector<RunRecord> learns = runs("ppo", 40), plans = runs("plan", 10);
  for (RunRecord& run : learns) run.training = run.evaluations;
  for (RunRecord& run : plans) run.evaluations = {};
  write_report(scratch.path(), summarize_bench({learns, plans}, {}, {}));
  const std::string picture = read_text(scratch.path() / "plots/curves-CartPole-v1.svg");
  CHECK(picture.find("cartpole-ppo (3 seeds)") != std::string::npos);
  CHECK(picture.find("cartpole-plan") == std::string::npos);
}

TEST_CASE("the Markdown says the same and refers to its plots") {
  const TemporaryDirectory scratch;
  write_report(scratch.path(), summary());
  const std::string text = read_text(scratch.path() / "report.md");
  CHECK(text.find("| cartpole-ppo | CartPole-v1 | 3 | 495.0 [490.0, 500.0] |") != std::string::npos);
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    CHECK(fs::exists(scratch.path() / text.substr(at + 2, text.find(')', at) - at - 2)));
  }
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("a browser shows the page, light and dark") {
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) {
    MESSAGE("no chromium is installed: the page is not looked at");
    return;
  }
  const TemporaryDirectory scratch;
  const std::string where = scratch.path();
  write_report(where, summary());
  const std::string browser =
      "timeout 60 chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=" + where +
      "/profile --window-size=1400,2000 ";
  const std::string page = " file://" + where + "/report.html >/dev/null 2>&1";
  REQUIRE(std::system((browser + "--screenshot=" + where + "/light.png" + page).c_str()) == 0);
  REQUIRE(std::system(
              (browser + "--blink-settings=preferredColorScheme=0 --screenshot=" + where + "/dark.png" + page)
                  .c_str()) == 0);
  CHECK(fs::file_size(scratch.path() / "light.png") > 50'000);  // an empty page takes 10 kB
  CHECK(read_text(scratch.path() / "light.png") != read_text(scratch.path() / "dark.png"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace gymkhana
