#include "experiments/run/score.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <utility>

#include "base/text.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

// Environments whose best mean return is known exactly.
constexpr std::pair<const char*, double> kOptima[] = {
    {"CartPole-v0", 200},  // one per step up to the limit
    {"CartPole-v1", 500},
};

// Small returns are told apart by their third decimal, large ones by the first; exact ones by one more.
std::string rounded(double value, double scale, bool exact) {
  const int digits = (std::abs(scale) < 10 ? 3 : 1) + exact;
  return fmt::format("{:.{}f}", value, digits);
}

// Episodes that were cut tell nothing; is_success is the success rate.
std::vector<std::pair<std::string, double>> info_means(std::span<const Episode> episodes,
                                                       const EnvSpec& spec) {
  std::vector<std::pair<std::string, double>> means;
  for (std::size_t field = 0; field < spec.info.size(); ++field) {
    if (spec.info[field] == "is_success") continue;
    double sum = 0;
    int count = 0;
    for (const Episode& episode : episodes) {
      if (field >= episode.info.size()) continue;
      sum += episode.info[field];
      ++count;
    }
    if (count > 0) means.emplace_back(spec.info[field], sum / count);
  }
  return means;
}

}  // namespace

Score score(std::span<const Episode> episodes, const EnvSpec& spec) {
  const auto n = static_cast<double>(episodes.size());
  const auto flag = std::find(spec.info.begin(), spec.info.end(), "is_success");
  const std::size_t success = flag - spec.info.begin();
  double sum = 0, steps = 0, successes = 0;
  int cut = 0;
  for (const Episode& episode : episodes) {
    sum += episode.total_reward;
    steps += episode.length;
    cut += episode.cut;
    if (success < episode.info.size()) successes += episode.info[success];
  }
  Score result{.episodes = static_cast<int>(episodes.size()),
               .cut_episodes = cut,
               .mean = sum / n,
               .mean_length = steps / n};
  double squares = 0;
  for (const Episode& episode : episodes) squares += std::pow(episode.total_reward - result.mean, 2);
  result.deviation = std::sqrt(squares / n);
  if (n > 1) result.standard_error = std::sqrt(squares / (n - 1) / n);
  if (flag != spec.info.end()) result.success_rate = successes / n;
  result.info = info_means(episodes, spec);
  return result;
}

std::optional<double> known_optimum(const std::string& env) {
  for (const auto& [id, optimum] : kOptima) {
    if (env == id) return optimum;
  }
  return std::nullopt;
}

std::string describe(const Score& score, const EnvSpec& spec) {
  std::string text = "mean return " + rounded(score.mean, score.mean, score.exact);
  text += score.cut             ? ", cut at 1,000,000 steps: its episodes do not end"
          : score.exact         ? ", exactly"
          : score.episodes == 1 ? " over one episode"
                                : " ± " + rounded(score.standard_error, score.mean, false) + " over " +
                                      std::to_string(score.episodes) + " episodes";
  if (score.cut_episodes > 0)
    text += ", " + std::to_string(score.cut_episodes) + " of them cut at " + with_commas(score.step_limit) +
            " steps";
  if (score.success_rate)
    text += ", " + plain_text(std::round(1000 * *score.success_rate) / 10) + " % successful";
  std::string known;
  if (spec.reward_threshold) known = "solved at " + plain_text(*spec.reward_threshold);
  if (const auto optimum = known_optimum(spec.id)) {
    known += (known.empty() ? "" : ", ") + std::string("optimum ") + plain_text(*optimum);
  }
  return known.empty() ? text : text + " (" + known + ")";
}

std::string describe_info(const Score& score) {
  std::string text;
  for (const auto& [name, mean] : score.info) {
    text += (text.empty() ? "at the end of an episode, on average: " : ", ") + name + " " +
            plain_text(std::round(1000 * mean) / 1000);
  }
  return text;
}

}  // namespace gymkhana
