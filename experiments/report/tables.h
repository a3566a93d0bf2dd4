// The tables of a report as plain cells, the header first: for the terminal, Markdown and HTML alike.
#pragma once

#include <string>
#include <vector>

#include "experiments/report/summary.h"

namespace gymkhana {

using Table = std::vector<std::vector<std::string>>;

/// The most important figures, for the terminal.
Table short_table(const BenchSummary& summary);
/// One row per preset: score with interval, range over seeds, gap, steps and seconds.
Table score_table(const BenchSummary& summary);
/// When each preset reaches its environment's threshold, and the area under its curve. Empty when none has
/// either.
Table speed_table(const BenchSummary& summary);
/// Ours beside what others have published for the same environments. Empty when there is nothing.
Table anchor_table(const BenchSummary& summary);
/// One row per algorithm.
Table comparison_table(const Comparison& comparison);
/// Probability that the row's algorithm beats the column's.
Table improvement_table(const Comparison& comparison);

/// What the columns of score_table and speed_table mean.
std::string method_text();
/// "PPO, A2C on CartPole-v1".
std::string title_of(const Comparison& comparison);

}  // namespace gymkhana
