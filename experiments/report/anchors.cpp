#include "experiments/report/anchors.h"

#include <cmath>
#include <sstream>

#include "base/error.h"
#include "experiments/settings/preset.h"

namespace gymkhana {
namespace {

double parse_score(const std::string& value) {
  double score = 0;
  parse(value, score);
  if (!std::isfinite(score)) throw Error("\"" + value + "\" is not finite");
  return score;
}

// "SCORE [+- SPREAD] [@ STEPS]"
Anchor parse_anchor(const std::string& value) {
  std::istringstream words(value);
  Anchor anchor;
  std::string word, number;
  if (!(words >> number)) throw Error("names no score");
  anchor.score = parse_score(number);
  while (words >> word) {
    if (word != "+-" && word != "@") throw Error("\"" + word + "\" is neither \"+-\" nor \"@\"");
    if (!(words >> number)) throw Error("a number is missing after \"" + word + "\"");
    const double parsed = parse_score(number);
    if (parsed < 0) throw Error("\"" + number + "\" is below 0");
    (word == "@" ? anchor.steps : anchor.spread.emplace()) = parsed;
  }
  return anchor;
}

// An environment's name may hold dots: "Gymkhana/GridWorld-v0 (step_cost = 0.01).random".
std::size_t end_of_section(const std::string& key) {
  if (key.starts_with("sources.")) return key.find('.');
  const std::size_t last = key.rfind('.');
  const std::string rest = last == std::string::npos ? "" : key.substr(last + 1);
  return rest == "random" || rest == "best" || last == 0 || last == std::string::npos
             ? last
             : key.rfind('.', last - 1);
}

// A key within an environment's section: "random", "best" or "SOURCE.ALGO".
void read_env(const std::string& key, const std::string& value, WorldAnchors& env) {
  const std::size_t dot = key.find('.');
  if (key == "random") {
    env.random = parse_score(value);
  } else if (key == "best") {
    env.best = parse_score(value);
  } else if (dot != std::string::npos) {
    Anchor anchor = parse_anchor(value);
    anchor.source = key.substr(0, dot);
    anchor.algo = key.substr(dot + 1);
    env.published.push_back(std::move(anchor));
  } else {
    throw Error("a key is random, best or SOURCE.ALGO");
  }
}

}  // namespace

const WorldAnchors& Anchors::of(const std::string& env) const {
  static const WorldAnchors none;
  const auto found = envs.find(env);
  return found == envs.end() ? none : found->second;
}

Anchors parse_anchors(const std::string& text, const std::string& origin) {
  Anchors anchors;
  for (const auto& [key, value] : parse_ini(text, origin)) {
    const std::size_t dot = end_of_section(key);
    const std::string section = key.substr(0, dot),
                      rest = dot == std::string::npos ? "" : key.substr(dot + 1);
    try {
      if (section == "sources") {
        anchors.sources[rest] = value;
      } else {
        read_env(rest, value, anchors.envs[section]);
      }
    } catch (const Error& error) {
      throw Error(origin + ": " + key + " = \"" + value + "\": " + error.what());
    }
  }
  for (const auto& [name, env] : anchors.envs) {
    if (env.random && env.best && *env.random >= *env.best)
      throw Error(origin + ": [" + name + "] random is not below best");
    for (const Anchor& anchor : env.published) {
      if (!anchors.sources.contains(anchor.source))
        throw Error(origin + ": [" + name + "] cites \"" + anchor.source +
                    "\", which [sources] does not name");
    }
  }
  return anchors;
}

}  // namespace gymkhana
