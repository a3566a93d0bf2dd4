// What others have published for the same environments, and the scores that normalise ours.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gymkhana {

/// One published score.
struct Anchor {
  std::string source;  ///< key of Anchors::sources
  std::string algo;
  double score = 0;
  std::optional<double> spread = {};  ///< as the source gives it
  double steps = 0;                   ///< environment steps of training; 0: not told
};

struct WorldAnchors {
  std::optional<double> random = {};  ///< mean return of uniformly random actions: 0 on the normalised scale
  std::optional<double> best = {};    ///< the optimum, or the best published score: 1 on the normalised scale
  std::vector<Anchor> published = {};
};

struct Anchors {
  std::map<std::string, std::string> sources;  ///< by short name: who, where, under which protocol
  std::map<std::string, WorldAnchors> envs;    ///< by name, see world_name

  /// Of an environment that has none: empty.
  const WorldAnchors& of(const std::string& env) const;
};

/// Reads experiments/anchors.ini, which explains its own format; `origin` opens errors.
Anchors parse_anchors(const std::string& text, const std::string& origin);

/// The anchors built into the program.
const std::string& standard_anchors_text();

}  // namespace gymkhana
