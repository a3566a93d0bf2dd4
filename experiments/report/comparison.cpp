// Which presets can be compared, and how they compare.
#include "experiments/stats/comparison.h"

#include <algorithm>
#include <map>
#include <set>

#include "experiments/report/summary.h"
#include "experiments/stats/aggregate.h"

namespace gymkhana {
namespace {

constexpr int kLevels = 81;  // of a profile
constexpr Bootstrap kPairs{.repetitions = 2'000};

using Names = std::vector<std::string>;
/// Presets by algorithm, then by world; algorithms in the order in which the presets came.
struct Contestants {
  Names order;
  std::map<std::string, std::map<std::string, const PresetSummary*>> presets;

  bool has(const std::string& name, const std::string& world) const {
    return presets.at(name).contains(world);
  }
};

// Presets compete under their algorithm's name; under their own where two on one world have the same
// algorithm.
Contestants contestants_of(const std::vector<PresetSummary>& presets) {
  std::map<std::pair<std::string, std::string>, int> count;
  std::set<std::string> ambiguous;
  for (const PresetSummary& preset : presets) {
    if (++count[{preset.algo, preset.env}] == 2) ambiguous.insert(preset.algo);
  }
  Contestants contestants;
  for (const PresetSummary& preset : presets) {
    const std::string& name = ambiguous.contains(preset.algo) ? preset.name : preset.algo;
    if (!contestants.presets.contains(name)) contestants.order.push_back(name);
    contestants.presets[name][preset.env] = &preset;
  }
  return contestants;
}

Names worlds_of_all(const Names& algorithms, const Contestants& contestants) {
  Names worlds;
  for (const auto& [world, preset] : contestants.presets.at(algorithms[0])) {
    const auto there = [&world = world, &contestants](const std::string& name) {
      return contestants.has(name, world);
    };
    if (std::all_of(algorithms.begin(), algorithms.end(), there)) worlds.push_back(world);
  }
  return worlds;
}

// The sets of two and more algorithms that meet on some world.
std::vector<Names> meetings(const std::vector<PresetSummary>& presets, const Contestants& contestants) {
  std::vector<Names> sets;
  for (const PresetSummary& preset : presets) {
    Names names;
    for (const std::string& name : contestants.order) {
      if (contestants.has(name, preset.env)) names.push_back(name);
    }
    const bool known = std::find(sets.begin(), sets.end(), names) != sets.end();
    if (names.size() > 1 && !known) sets.push_back(names);
  }
  return sets;
}

std::vector<double> scores_of(const PresetSummary& preset, const WorldAnchors* scale) {
  std::vector<double> scores;
  for (const RunRecord& run : preset.runs) {
    const double score = run.score;
    scores.push_back(scale ? (score - *scale->random) / (*scale->best - *scale->random) : score);
  }
  return scores;
}

bool has_scale(const WorldAnchors& world) {
  return world.random && world.best && *world.best != *world.random;
}

std::vector<double> levels_of(const std::vector<ScoreTable>& tables) {
  std::vector<double> all;
  for (const ScoreTable& table : tables) {
    const std::vector<double> scores = pooled(table);
    all.insert(all.end(), scores.begin(), scores.end());
  }
  const auto [low, high] = std::minmax_element(all.begin(), all.end());
  const double margin = *high > *low ? 0.05 * (*high - *low) : 0.5;
  std::vector<double> levels;
  for (int i = 0; i < kLevels; ++i) {
    levels.push_back(*low - margin + (*high - *low + 2 * margin) * i / (kLevels - 1));
  }
  return levels;
}

double gap_to_one(const ScoreTable& table) {
  return optimality_gap(pooled(table), 1);
}

void fill(Comparison& comparison, const std::vector<ScoreTable>& tables) {
  comparison.levels = levels_of(tables);
  for (const ScoreTable& table : tables) {
    comparison.iqm.push_back(bootstrap(table, aggregate_iqm));
    comparison.mean.push_back(bootstrap(table, mean_of_means));
    comparison.median.push_back(bootstrap(table, median_of_means));
    if (comparison.normalised) comparison.gap.push_back(bootstrap(table, gap_to_one));
    comparison.profiles.push_back(profile_band(table, comparison.levels));
    auto& row = comparison.improvement.emplace_back();
    for (const ScoreTable& other : tables) {
      row.push_back(bootstrap(table, other, probability_of_improvement, kPairs));
    }
  }
}

// Several worlds can only be put together on one scale: those without one are left out.
void leave_out_unscaled(Comparison& comparison, const Anchors& anchors, Names& notes) {
  if (comparison.worlds.size() < 2) return;
  std::erase_if(comparison.worlds, [&](const std::string& world) {
    if (has_scale(anchors.of(world))) return false;
    notes.push_back(world +
                    " is left out of comparisons over several worlds: its scores cannot be normalised "
                    "without [" +
                    world + "] random and best in the anchors");
    return true;
  });
}

}  // namespace

std::vector<Comparison> compare(const std::vector<PresetSummary>& presets, const Anchors& anchors,
                                Names& notes) {
  const Contestants contestants = contestants_of(presets);
  std::vector<Comparison> comparisons;
  for (const Names& algorithms : meetings(presets, contestants)) {
    Comparison comparison{.algorithms = algorithms, .worlds = worlds_of_all(algorithms, contestants)};
    leave_out_unscaled(comparison, anchors, notes);
    if (comparison.worlds.empty()) continue;
    comparison.normalised = comparison.worlds.size() > 1;
    std::vector<ScoreTable> tables;
    for (const std::string& algorithm : algorithms) {
      ScoreTable& table = tables.emplace_back();
      for (const std::string& world : comparison.worlds) {
        const WorldAnchors& scale = anchors.of(world);
        table.push_back(scores_of(*contestants.presets.at(algorithm).at(world),
                                  comparison.normalised ? &scale : nullptr));
      }
    }
    fill(comparison, tables);
    comparisons.push_back(std::move(comparison));
  }
  if (comparisons.empty() && presets.size() > 1) {
    notes.emplace_back(
        "Nothing is compared: no two presets ran on the same world, and scores of different worlds "
        "have no common scale.");
  }
  return comparisons;
}

}  // namespace gymkhana
