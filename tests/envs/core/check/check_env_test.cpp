#include "envs/core/check/check_env.h"

#include <limits>
#include <memory>

#include <doctest/doctest.h>

#include "envs/core/picture/canvas.h"
#include "tests/envs/core/wrappers/slot.h"

using namespace gymkhana;

namespace {

int global_steps = 0;

// An environment without fault, but for the one that its option names.
class Flawed final : public Env {
 public:
  struct Options {
    std::string flaw;
  };
  static Fields fields(Options& options) { return {field("flaw", options.flaw, "what is wrong")}; }

  explicit Flawed(const Options& options)
      : Env(describe(options.flaw)), flaw_(options.flaw), shared_(std::make_shared<int>(0)) {}

  void reset(Rng& rng, Observation observation) override {
    if (is("throws in reset") && steps_ > 2) throw Error("the door is stuck");
    height_ = is("one start") ? 0.5 : rng.random();
    if (is("fails to restart") && steps_ == 1) height_ = 7;
    steps_ = 0;
    global_steps = 0;
    *shared_ = 0;
    write(observation);
  }

  Step step(const Action& action, Rng& rng, Observation observation) override {
    ++steps_;
    ++global_steps;
    ++*shared_;
    if (is("throws") && steps_ == 4) throw Error("the cart has left the track");
    const double drawn = is("one start") ? 0.25 : rng.random();
    height_ = 0.5 * height_ + 0.25 * drawn + 0.25 * action.index();
    if (is("own chance")) height_ = 0.5 * height_ + 0.001 * (++own_chance_);
    if (is("skips when unseen") && observation.empty()) height_ = 0;
    write(observation);
    return {.reward = reward(), .terminated = steps_ == 12 && !is("endless")};
  }

  void draw(Canvas& canvas) const override {
    if (is("draws nothing")) return;
    if (!is("no camera")) canvas.camera({0, 0}, {1, 1});
    if (is("draw changes")) ++const_cast<Flawed*>(this)->steps_;
    const double x = is("draws nowhere") ? std::numeric_limits<double>::infinity() : height_;
    canvas.circle({x, 0.5}, 0.1, {0, 0, 0});
  }

  void info(std::span<float> values) const override {
    if (is("no info")) return;
    values[0] = is("wild info") ? std::numeric_limits<float>::quiet_NaN() : float(steps_);
    if (is("too much info")) values.data()[1] = 1;
  }

  void action_mask(std::span<std::uint8_t> mask) const override {
    mask[0] = is("no way out") ? 0 : is("odd mask") ? 3 : 1;
    mask[1] = is("no way out") ? 0 : steps_ % 2 == 0;
  }

  void serialize(Archive& archive) override {
    archive(height_);
    if (!is("saves half")) archive(steps_);
  }

 private:
  bool is(const char* flaw) const { return flaw_ == flaw; }

  double reward() const {
    if (is("mad reward")) return std::numeric_limits<double>::quiet_NaN();
    if (is("skips when unseen")) return height_;
    if (is("global")) return global_steps;
    if (is("shared")) return *shared_;
    return 1;
  }

  void write(Observation observation) const {
    if (is("always writes")) observation.floats()[0] = 1;
    if (observation.empty()) return;
    const std::span<float> out = observation.floats();
    if (is("adds")) out[0] += 0.5f * float(height_);
    if (!is("adds")) out[0] = float(height_);
    if (is("out of bounds") && steps_ == 3) out[0] = 5;
    if (is("not a number") && steps_ == 3) out[0] = std::numeric_limits<float>::quiet_NaN();
    if (!is("half written") || steps_ < 2) out[1] = float(steps_);
  }

  static EnvSpec describe(const std::string& flaw) {
    EnvSpec spec{.observation = box({0, 0}, {1, 100}),
                 .action = Discrete{2},
                 .action_names = {"down", "up"},
                 .info = {"steps"},
                 .action_mask = true,
                 .keys = {{"down", {0}}, {"up", {1}}}};
    if (flaw == "adds") spec.observation = box({-1e30f, 0}, {1e30f, 100});
    if (flaw == "empty space") spec.observation = Box{{0}, {0}, {1}};
    if (flaw == "bounds") spec.observation = Box{{3}, {0, 0}, {1}};
    if (flaw == "upside down") spec.observation = box(2, 1, 0);
    if (flaw == "bytes") spec.observation = bytes({2, 2}, 300);
    if (flaw == "no choice") spec.action = Discrete{0};
    if (flaw == "same parts") spec.observation = Composite{{}, {{"a", Discrete{2}}, {"a", Discrete{2}}}};
    if (flaw == "action parts") spec.action = Composite{{}, {{"a", Discrete{2}}}};
    if (flaw == "masked box") spec.action = box(1, -1, 1);
    if (flaw == "names") spec.action_names.push_back("sideways");
    if (flaw == "key") spec.keys[1].action = {2};
    if (flaw == "half key") spec.keys[1].action = {0.5f};
    if (flaw == "long key") spec.keys[1].action = {0, 0};
    if (flaw == "key twice") spec.keys[1].key = "down";
    if (flaw == "info twice") spec.info = {"steps", "steps"};
    if (flaw == "no rate") spec.render_fps = 0;
    return spec;
  }

  std::string flaw_;
  std::shared_ptr<int> shared_;
  double height_ = 0;
  int steps_ = 0;
  inline static int own_chance_ = 0;
};

CheckReport check(const std::string& flaw) {
  EnvRegistry registry;
  registry.add<Flawed>({"Flawed-v0", "an environment with a flaw"});
  return check_env(registry, "Flawed-v0", {{"flaw", flaw}});
}

// What is said under `rule` when an environment has `flaw`.
std::string said(const std::string& flaw, const std::string& rule) {
  for (const Finding& finding : check(flaw).findings) {
    if (finding.rule == rule) return (finding.fault ? "" : "note: ") + finding.text;
  }
  return "";
}

void expect(const std::string& flaw, const std::string& rule, const std::string& words) {
  const std::string text = said(flaw, rule);
  CAPTURE(flaw);
  CAPTURE(text);
  CHECK(text.find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("an environment without fault passes, and every rule is tried") {
  const CheckReport report = check("");
  CHECK(report.passed());
  CHECK(report.findings.empty());
  CHECK(report.rules.size() == 15);
}

TEST_CASE("every environment of this library passes") {
  const EnvRegistry registry = standard_envs();
  for (const std::string& id : registry.ids()) {
    for (const Finding& finding : check_env(registry, id).findings) {
      CAPTURE(id);
      CAPTURE(finding.text);
      CHECK_FALSE(finding.fault);
    }
  }
}

TEST_CASE("wrapped environments pass too") {
  const EnvRegistry envs = wrapper_envs();
  CHECK(check_env(envs, "Film-v1", {}, {{"repeat_action", "2"}, {"frame_stack", "3"}}).passed());
  CHECK(check_env(envs, "Counter-v0", {},
                  {{"sticky_action", "0.3"}, {"time_aware", "steps"}, {"frame_stack", "2"}})
            .passed());
  CHECK(check_env(envs, "Echo-v0", {}, {{"rescale_action", "-1,1"}, {"clip_action", "true"}}).passed());
}

TEST_CASE("spaces that cannot be, and nothing else is tried then") {
  const std::string rule = "spaces are sane";
  expect("empty space", rule, "observation space: the shape has a side of 0");
  expect("bounds", rule, "low has 2 bounds for 3 numbers");
  expect("upside down", rule, "bound 0: low 1 is not below high 0");
  expect("bytes", rule, "uint8 numbers lie in 0..255");
  expect("no choice", rule, "action space: its size is 0");
  expect("same parts", rule, "two parts are named \"a\"");
  expect("action parts", rule, "is not supported");
  expect("masked box", rule, "action_mask is for Discrete actions only");
  CHECK(check("no choice").rules.size() == 1);
}

TEST_CASE("names and keys") {
  const std::string rule = "names and keys fit the actions";
  expect("names", rule, "action_names has 3 names for Discrete(2)");
  expect("key", rule, "key \"up\": number 0, 2, is not in Discrete(2)");
  expect("half key", rule, "key \"up\": number 0, 0.5, is not in Discrete(2)");
  expect("long key", rule, "gives 2 numbers; Discrete(2) takes 1");
  expect("key twice", rule, "keys names \"down\" twice");
  expect("info twice", rule, "info names \"steps\" twice");
  expect("no rate", rule, "render_fps is 0");
}

TEST_CASE("numbers outside their spaces") {
  const std::string rule = "numbers are in their spaces";
  expect("out of bounds", rule, "seed 0, episode 0, step 3: observation[0] is 5, outside Box(");
  expect("not a number", rule, "seed 0, episode 0, step 3: observation[0] is nan, which is not finite");
  expect("mad reward", rule, "seed 0, episode 0, step 1: the reward is nan");
  expect("throws", rule, "step 4: the environment threw an exception: the cart has left the track");
}

TEST_CASE("observations") {
  expect("half written", "observations are fully written", "step 2: observation[1] was not written");
  expect("adds", "observations are fully written", "depending on what the buffer held before");
  expect("always writes", "empty observations change nothing", "ask observation.empty() before writing");
  expect("skips when unseen", "empty observations change nothing", "with an empty one");
}

TEST_CASE("info and masks") {
  expect("no info", "info is filled", "info() does not fill \"steps\"");
  expect("wild info", "info is filled", "info \"steps\" is nan");
  expect("too much info", "info is filled", "writes more than the 1 numbers");
  expect("no way out", "masks leave an action", "leaves no action");
  expect("odd mask", "masks leave an action", "neither 0 nor 1");
}

TEST_CASE("sameness") {
  const std::string repeatable = "the same seed gives the same episode";
  expect("own chance", repeatable, "draw all chance from the generator that is passed in");
  CHECK_FALSE(check("own chance").kept(repeatable));
  expect("one start", "seeds matter", "note: six seeds give the same episode");
  CHECK(check("one start").passed());
  expect("global", "environments are independent", "keep no state in globals");
  expect("shared", "slots of a batch are independent", "copies of the environment must not share");
  expect("saves half", "saved states have the same future", "serialize() must name all");
}

TEST_CASE("resets and ends") {
  expect("throws in reset", "resets work at any time", "the door is stuck");
  expect("fails to restart", "resets work at any time", "after resets in mid-episode: observation[0] is 7");
  expect("endless", "episodes end", "note: no episode ended within 10000 random steps");
}

TEST_CASE("drawing") {
  const std::string rule = "drawing shows something and changes nothing";
  expect("draws nothing", rule, "note: draw() shows nothing");
  expect("no camera", rule, "circle() came before camera()");
  expect("draws nowhere", rule, "a coordinate that is not finite");
  expect("draw changes", rule, "draw() changed the environment's state");
}

TEST_CASE("what the user got wrong is no fault of the environment") {
  CHECK_THROWS_AS(check_env(counters(), "Counter-v9"), Error);
  CHECK_THROWS_AS(check_env(counters(), "Counter-v0", {{"lenght", "2"}}), Error);
}
