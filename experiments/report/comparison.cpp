#include "experiments/report/comparison.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "experiments/stats/aggregate.h"
#include "experiments/stats/comparison.h"

namespace gymkhana {
namespace {

constexpr int kLevels = 81;  // of a profile
constexpr Bootstrap kPairs{.repetitions = 2'000};

using Names = std::vector<std::string>;
/// Presets by algorithm, then by environment.
struct Contestants {
  std::set<std::string> ambiguous;  ///< algorithms whose presets compete under their own names
  std::map<std::string, std::map<std::string, const PresetSummary*>> presets;

  const std::string& name_of(const PresetSummary& preset) const {
    return ambiguous.contains(preset.algo) ? preset.name : preset.algo;
  }

  bool has(const std::string& name, const std::string& env) const { return presets.at(name).contains(env); }
};

// Whether a preset's name ends with its algorithm's: "cliffwalking-sarsa", but not "cartpole-rainbow" of c51.
bool tells_algorithm(const PresetSummary& preset) {
  std::string algorithm = preset.algo;
  std::replace(algorithm.begin(), algorithm.end(), '_', '-');
  return preset.name.ends_with(algorithm);
}

// Presets compete under their algorithm's name, over all envs that it is there for; under their own where
// two on one environment have the same algorithm, one is called as the algorithm is, or the only one is
// called otherwise.
Contestants contestants_of(const std::vector<PresetSummary>& presets, Names& notes) {
  std::map<std::pair<std::string, std::string>, int> count;
  std::map<std::string, std::set<std::string>> envs;  // by algorithm
  std::map<std::string, int> presets_of;              // likewise
  Contestants contestants;
  for (const PresetSummary& preset : presets) {
    envs[preset.algo].insert(preset.env);
    ++presets_of[preset.algo];
    contestants.ambiguous.insert(preset.name);
  }
  for (const PresetSummary& preset : presets) {
    if (presets_of[preset.algo] == 1 && !tells_algorithm(preset)) contestants.ambiguous.insert(preset.algo);
  }
  for (const PresetSummary& preset : presets) {
    if (++count[{preset.algo, preset.env}] != 2 || !contestants.ambiguous.insert(preset.algo).second)
      continue;
    if (envs[preset.algo].size() > 1)
      notes.push_back("Two presets of " + preset.algo + " ran on " + preset.env +
                      ", so all of them are compared under their own names, environment by environment");
  }
  for (const PresetSummary& preset : presets) {
    contestants.presets[contestants.name_of(preset)][preset.env] = &preset;
  }
  return contestants;
}

Names envs_of_all(const Names& algorithms, const Contestants& contestants) {
  Names envs;
  for (const auto& [env, preset] : contestants.presets.at(algorithms[0])) {
    const auto there = [&env = env, &contestants](const std::string& name) {
      return contestants.has(name, env);
    };
    if (std::all_of(algorithms.begin(), algorithms.end(), there)) envs.push_back(env);
  }
  return envs;
}

// The sets of two and more algorithms that meet on some environment.
std::vector<Names> meetings(const std::vector<PresetSummary>& presets, const Contestants& contestants) {
  std::vector<Names> sets;
  for (const PresetSummary& preset : presets) {
    Names names;
    for (const PresetSummary& other : presets) {  // in their order, as in the environment's other plots
      if (other.env == preset.env) names.push_back(contestants.name_of(other));
    }
    const auto same = [&names](const Names& set) {
      return std::is_permutation(set.begin(), set.end(), names.begin(), names.end());
    };
    const bool known = std::any_of(sets.begin(), sets.end(), same);
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

bool has_scale(const WorldAnchors& env) {
  return env.random && env.best && *env.best != *env.random;
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

// Of the runs in a single environment.
double median_of_runs(const ScoreTable& table) {
  return median(table[0]);
}

double gap_to_one(const ScoreTable& table) {
  return mean_optimality_gap(table, 1);
}

// That y beats x is what is left of that x beats y: draws count half.
Estimate mirrored(const Estimate& estimate) {
  Estimate rest{1 - estimate.value};
  if (estimate.bounds) rest.bounds = Bounds{1 - estimate.bounds->high, 1 - estimate.bounds->low};
  return rest;
}

void fill_improvement(Comparison& comparison, const std::vector<ScoreTable>& tables) {
  const std::size_t count = tables.size();
  comparison.improvement.assign(count, std::vector<Estimate>(count, Estimate{0.5}));
  for (std::size_t x = 0; x < count; ++x) {
    for (std::size_t y = x + 1; y < count; ++y) {
      comparison.improvement[x][y] = bootstrap(tables[x], tables[y], probability_of_improvement, kPairs);
      comparison.improvement[y][x] = mirrored(comparison.improvement[x][y]);
    }
  }
}

void fill(Comparison& comparison, const std::vector<ScoreTable>& tables) {
  comparison.levels = levels_of(tables);
  for (const ScoreTable& table : tables) {
    comparison.iqm.push_back(bootstrap(table, aggregate_iqm));
    comparison.mean.push_back(bootstrap(table, mean_of_means));
    comparison.median.push_back(bootstrap(table, comparison.normalised ? median_of_means : median_of_runs));
    if (comparison.normalised) comparison.gap.push_back(bootstrap(table, gap_to_one));
    comparison.profiles.push_back(profile_band(table, comparison.levels));
  }
  fill_improvement(comparison, tables);
}

// Environments with a scale are compared together, others each alone.
std::vector<Names> groups_of(const Names& envs, const Anchors& anchors, Names& notes) {
  Names together;
  std::vector<Names> groups;
  for (const std::string& env : envs) {
    if (envs.size() == 1 || has_scale(anchors.of(env))) {
      together.push_back(env);
      continue;
    }
    groups.push_back({env});
    notes.push_back(env + " is compared alone: its scores cannot be normalised without [" + env +
                    "] random and best in the anchors");
  }
  if (!together.empty()) groups.insert(groups.begin(), together);
  return groups;
}

// Says so where environments weigh alike although they have different numbers of runs.
void note_uneven(const std::string& algorithm, const Names& envs, const ScoreTable& table, Names& notes) {
  const auto fewer = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  const auto [fewest, most] = std::minmax_element(table.begin(), table.end(), fewer);
  if (fewest->size() == most->size()) return;
  const auto count = [&](auto environment) {
    return std::to_string(environment->size()) + " on " + envs[environment - table.begin()];
  };
  notes.push_back(algorithm + " has different numbers of runs (" + count(fewest) + ", " + count(most) +
                  "): every environment counts alike in its aggregates, so a run counts for more where there "
                  "are fewer");
}

Comparison compare_on(const Names& envs, const Names& algorithms, const Contestants& contestants,
                      const Anchors& anchors, Names& notes) {
  Comparison comparison{.algorithms = algorithms, .envs = envs, .normalised = envs.size() > 1};
  std::vector<ScoreTable> tables;
  for (const std::string& algorithm : algorithms) {
    ScoreTable& table = tables.emplace_back();
    Bounds& steps = comparison.steps.emplace_back(Bounds{std::numeric_limits<double>::infinity(), 0});
    for (const std::string& env : envs) {
      const WorldAnchors& scale = anchors.of(env);
      const PresetSummary& preset = *contestants.presets.at(algorithm).at(env);
      table.push_back(scores_of(preset, comparison.normalised ? &scale : nullptr));
      steps = {std::min(steps.low, preset.steps), std::max(steps.high, preset.steps)};
    }
    note_uneven(algorithm, envs, table, notes);
  }
  fill(comparison, tables);
  return comparison;
}

}  // namespace

std::vector<Comparison> compare(const std::vector<PresetSummary>& presets, const Anchors& anchors,
                                Names& notes) {
  const Contestants contestants = contestants_of(presets, notes);
  std::vector<Comparison> comparisons;
  for (const Names& algorithms : meetings(presets, contestants)) {
    for (const Names& envs : groups_of(envs_of_all(algorithms, contestants), anchors, notes)) {
      comparisons.push_back(compare_on(envs, algorithms, contestants, anchors, notes));
    }
  }
  if (comparisons.empty() && presets.size() > 1) {
    notes.emplace_back(
        "Nothing is compared: no two presets ran on the same environment, and no two algorithms on the same "
        "environments.");
  }
  return comparisons;
}

}  // namespace gymkhana
