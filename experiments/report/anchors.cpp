#include "experiments/report/anchors.h"

#include <sstream>

#include "envs/core/error.h"
#include "experiments/preset.h"

namespace gymkhana {
namespace {

// "SCORE [+- SPREAD] [@ STEPS]"
Anchor parse_anchor(const std::string& value) {
  std::istringstream words(value);
  Anchor anchor;
  std::string word, number;
  if (!(words >> number)) throw Error("names no score");
  parse(number, anchor.score);
  while (words >> word >> number) {
    double parsed = 0;
    parse(number, parsed);
    if (word == "+-") {
      anchor.spread = parsed;
    } else if (word == "@") {
      anchor.steps = parsed;
    } else {
      throw Error("\"" + word + "\" is neither \"+-\" nor \"@\"");
    }
  }
  return anchor;
}

double parse_score(const std::string& value) {
  double score = 0;
  parse(value, score);
  return score;
}

// A key within a world's section: "random", "best" or "SOURCE.ALGO".
void read_world(const std::string& key, const std::string& value, WorldAnchors& world) {
  const std::size_t dot = key.find('.');
  if (key == "random") {
    world.random = parse_score(value);
  } else if (key == "best") {
    world.best = parse_score(value);
  } else if (dot != std::string::npos) {
    Anchor anchor = parse_anchor(value);
    anchor.source = key.substr(0, dot);
    anchor.algo = key.substr(dot + 1);
    world.published.push_back(std::move(anchor));
  } else {
    throw Error("a key is random, best or SOURCE.ALGO");
  }
}

}  // namespace

const WorldAnchors& Anchors::of(const std::string& env) const {
  static const WorldAnchors none;
  const auto found = worlds.find(env);
  return found == worlds.end() ? none : found->second;
}

Anchors parse_anchors(const std::string& text, const std::string& origin) {
  Anchors anchors;
  for (const auto& [key, value] : parse_ini(text, origin)) {
    const std::size_t dot = key.find('.');
    const std::string section = key.substr(0, dot),
                      rest = dot == std::string::npos ? "" : key.substr(dot + 1);
    try {
      if (section == "sources") {
        anchors.sources[rest] = value;
      } else {
        read_world(rest, value, anchors.worlds[section]);
      }
    } catch (const Error& error) {
      throw Error(origin + ": " + key + " = \"" + value + "\": " + error.what());
    }
  }
  for (const auto& [env, world] : anchors.worlds) {
    for (const Anchor& anchor : world.published) {
      if (!anchors.sources.contains(anchor.source))
        throw Error(origin + ": [" + env + "] cites \"" + anchor.source +
                    "\", which [sources] does not name");
    }
  }
  return anchors;
}

}  // namespace gymkhana
