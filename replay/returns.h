// What the future was worth: returns and advantages as pure functions over T steps of N slots.
//
// Every array holds T x N numbers, step after step (column t * N + i). The maths sees discounts, never a
// "done": discount 0 where the environment terminated, gamma elsewhere. Where an episode was cut off the
// recursion stops and the value of the true last observation stands for the rest. So
//
//   r_t   reward of step t              d_t   discount of what follows it
//   v_t   V(s_t)                        v'_t  V(s_{t+1}) of the same episode, also where it was cut off
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "replay/rollout.h"

namespace gymkhana {

/// A view of what the recursions need. Arrays that a function does not mention may stay empty.
struct Trajectories {
  int slots = 1;
  std::span<const double> rewards;
  std::span<const float> discounts;
  std::span<const std::uint8_t> cut;        ///< 1: the next column of this slot belongs to another episode
  std::span<const float> values = {};       ///< v
  std::span<const float> next_values = {};  ///< v'
};

/// G_t = r_t + d_t G_{t+1}, and v' in place of G_{t+1} after a cut and after the last step.
void discounted_returns(const Trajectories& in, std::span<float> returns);

/// G_t = r_t + d_t ((1 - lambda) v'_t + lambda G_{t+1}), with v' after a cut and after the last step: the
/// lambda-return of Sutton and Barto (2018), equation 12.20. lambda 0: one step; lambda 1:
/// discounted_returns.
void lambda_returns(const Trajectories& in, double lambda, std::span<float> returns);

/// The rewards of up to n steps, then v' of the last of them; fewer at a cut or at the end. Sutton and Barto
/// (2018), equation 7.1.
void n_step_returns(const Trajectories& in, int n, std::span<float> returns);

/// A_t = delta_t + d_t lambda A_{t+1}, delta_t = r_t + d_t v'_t - v_t: generalised advantage estimation,
/// Schulman et al. (2016), arXiv:1506.02438, equation 16.
void gae(const Trajectories& in, double lambda, std::span<float> advantages);

/// gamma, and 0 where a step terminated (also if it was truncated as well).
void discounts(const Rollout& rollout, double gamma, std::span<float> out);

/// Makes discounts 0 after each reward that is not 0: in games of points, what follows a point is not its
/// doing.
void stop_at_rewards(const Rollout& rollout, std::span<float> discounts);

/// 1 where an episode ended in either way.
void cuts(const Rollout& rollout, std::span<std::uint8_t> out);

/// v' from the values of rows 0 .. T of the rollout and of its `last_observations`.
void next_values(const Rollout& rollout, std::span<const float> values, std::span<const float> last_values,
                 std::span<float> out);

/// What later rewards count for.
struct Discounting {
  double gamma;
  bool stop_at_rewards = false;  ///< nothing after a reward that is not 0
};

/// Arrays that trajectories() fills in.
struct TrajectoryArrays {
  std::vector<float> next_values, discounts;
  std::vector<std::uint8_t> cut;
};

/// All of a rollout for the recursions, where its rows 0 .. T are worth `values` and its last observations
/// `last_values`. A view of the arguments.
Trajectories trajectories(const Rollout& rollout, std::span<const float> values,
                          std::span<const float> last_values, const Discounting& discounting,
                          TrajectoryArrays& arrays);

}  // namespace gymkhana
