// Rules that look at the spec alone.
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "base/error.h"
#include "envs/core/check/rules.h"
#include "envs/core/fields.h"

namespace gymkhana::check {
namespace {

using Complain = std::function<void(const std::string&)>;

void check_box(const Box& box, const Complain& complain) {
  if (box.shape.empty()) return complain("the shape is empty; give {1} for one number");
  for (const int size : box.shape) {
    if (size < 1) return complain("the shape has a side of " + std::to_string(size));
  }
  const auto count =
      static_cast<std::size_t>(std::accumulate(box.shape.begin(), box.shape.end(), 1, std::multiplies<>()));
  for (const auto& [name, bounds] : {std::pair("low", &box.low), std::pair("high", &box.high)}) {
    if (bounds->size() != 1 && bounds->size() != count) {
      return complain(std::string(name) + " has " + std::to_string(bounds->size()) + " bounds for " +
                      std::to_string(count) + " numbers; give one for all, or one each");
    }
  }
  for (int i = 0; i < static_cast<int>(count); ++i) {
    const float low = low_of(box, i), high = high_of(box, i);
    if (!(low <= high)) {
      return complain("bound " + std::to_string(i) + ": low " + print(low) + " is not below high " +
                      print(high));
    }
    if (box.dtype == DType::uint8 && (low < 0 || high > 255)) {
      return complain("bound " + std::to_string(i) + ": uint8 numbers lie in 0..255, not in " + print(low) +
                      ".." + print(high));
    }
  }
}

void check_composite(const Composite& composite, const Complain& complain);

void check_space(const Space& space, const Complain& complain) {
  const auto positive = [&](int n) {
    if (n < 1) complain("its size is " + std::to_string(n) + "; it needs at least 1");
  };
  if (const auto* box = std::get_if<Box>(&space)) check_box(*box, complain);
  if (const auto* discrete = std::get_if<Discrete>(&space)) positive(discrete->n);
  if (const auto* binary = std::get_if<MultiBinary>(&space)) positive(binary->n);
  if (const auto* text = std::get_if<Text>(&space)) positive(text->max_length);
  if (const auto* multi = std::get_if<MultiDiscrete>(&space)) {
    positive(static_cast<int>(multi->n.size()));
    for (const int n : multi->n) positive(n);
  }
  if (const auto* composite = std::get_if<Composite>(&space)) check_composite(*composite, complain);
}

void check_composite(const Composite& composite, const Complain& complain) {
  if (composite.parts.empty()) complain("it has no parts");
  std::set<std::string> names;
  for (const NamedSpace& part : composite.parts) {
    if (!names.insert(part.name).second) complain("two parts are named \"" + part.name + "\"");
    check_space(part.space, [&](const std::string& what) { complain("part " + part.name + ": " + what); });
  }
}

std::string repeated_or_empty(const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (name.empty()) return "an empty name";
    if (!seen.insert(name).second) return "\"" + name + "\" twice";
  }
  return "";
}

void check_key(const EnvSpec& spec, const Key& key, Reporter& report) {
  const std::string name = "key \"" + key.key + "\": ";
  const Part part = parts(spec.action).front();
  const bool whole = !std::holds_alternative<Box>(spec.action);
  if (key.action.size() != static_cast<std::size_t>(part.size)) {
    report.fault(name + "gives " + std::to_string(key.action.size()) + " numbers; " + to_string(spec.action) +
                 " takes " + std::to_string(part.size));
    return;
  }
  for (int i = 0; i < part.size; ++i) {
    const float value = key.action[i];
    if (contains(part, i, value) && (!whole || value == std::floor(value))) continue;
    report.fault(name + "number " + std::to_string(i) + ", " + print(value) + ", is not in " +
                 to_string(spec.action));
  }
}

}  // namespace

void spaces_are_sane(const Subject& subject, Reporter& report) {
  const EnvSpec spec = subject.make()->spec();
  check_space(spec.observation, [&](const std::string& what) { report.fault("observation space: " + what); });
  check_space(spec.action, [&](const std::string& what) { report.fault("action space: " + what); });
  if (std::holds_alternative<Composite>(spec.action) || std::holds_alternative<Text>(spec.action)) {
    report.fault("action space: " + to_string(spec.action) +
                 " is not supported; take a Box, Discrete, MultiDiscrete or MultiBinary");
  }
  const auto* box = std::get_if<Box>(&spec.action);
  if (box != nullptr && box->dtype != DType::float32)
    report.fault("action space: a Box of actions is float32");
  if (spec.action_mask && !std::holds_alternative<Discrete>(spec.action)) {
    report.fault("action_mask is for Discrete actions only, not for " + to_string(spec.action));
  }
}

void names_and_keys_fit(const Subject& subject, Reporter& report) {
  const EnvSpec spec = subject.make()->spec();
  const auto* discrete = std::get_if<Discrete>(&spec.action);
  const int wanted = discrete != nullptr ? discrete->n : parts(spec.action).at(0).size;
  const std::size_t names = spec.action_names.size();
  if (names > 0 && names != static_cast<std::size_t>(wanted)) {
    report.fault("action_names has " + std::to_string(names) + " names for " + to_string(spec.action) +
                 "; give one per Discrete action or number of a Box, or none");
  }
  if (const std::string odd = repeated_or_empty(spec.info); !odd.empty()) report.fault("info names " + odd);
  std::vector<std::string> keys;
  for (const Key& key : spec.keys) keys.push_back(key.key.empty() ? "no key" : key.key);
  if (const std::string odd = repeated_or_empty(keys); !odd.empty()) report.fault("keys names " + odd);
  for (const Key& key : spec.keys) check_key(spec, key, report);
  if (spec.render_fps < 1) {
    report.fault("render_fps is " + std::to_string(spec.render_fps) + "; it needs at least 1");
  }
  if (spec.max_episode_steps < 0) report.fault("max_episode_steps is negative; 0 means no limit");
}

}  // namespace gymkhana::check
