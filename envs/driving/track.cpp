#include "envs/driving/track.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace gymkhana {
namespace {

constexpr double kTau = 2 * std::numbers::pi;
constexpr int kCheckpoints = 12;
constexpr double kStartAlpha = kTau * -0.5 / kCheckpoints;  // where laps begin
constexpr double kTurnRate = 0.31;                          // rad per tile, at most
constexpr double kTrackScale = 6;
constexpr int kKerbTiles = 4;  // a kerb needs as many tiles of hard turning to one side

struct Checkpoint {
  double alpha, x, y;
};

using Checkpoints = std::array<Checkpoint, kCheckpoints>;

Checkpoints draw_checkpoints(Rng& rng) {
  Checkpoints checkpoints;
  for (int c = 0; c < kCheckpoints; ++c) {
    const double noise = rng.uniform(0, kTau * 1 / kCheckpoints);
    double alpha = kTau * c / kCheckpoints + noise;
    double radius = rng.uniform(kTrackRadius / 3, kTrackRadius);
    if (c == 0 || c == kCheckpoints - 1) {
      alpha = c == 0 ? 0 : kTau * c / kCheckpoints;
      radius = 1.5 * kTrackRadius;
    }
    checkpoints[c] = {alpha, radius * std::cos(alpha), radius * std::sin(alpha)};
  }
  return checkpoints;
}

// The first checkpoint at or after `next` whose angle is ahead of alpha; alpha is wound back by whole turns
// until there is one.
Checkpoint aim(const Checkpoints& checkpoints, int& next, double& alpha) {
  for (;;) {
    do {
      const Checkpoint& candidate = checkpoints[next % kCheckpoints];
      if (alpha <= candidate.alpha) return candidate;
      ++next;
    } while (next % kCheckpoints != 0);
    alpha -= kTau;
  }
}

// Drives from checkpoint to checkpoint, turning by a little with every tile, for five laps.
std::vector<Tile> drive(const Checkpoints& checkpoints) {
  constexpr int kMaxTiles = 2500;
  std::vector<Tile> tiles;
  double x = 1.5 * kTrackRadius, y = 0, beta = 0;
  int next = 0, laps = 0;
  bool visited_other_side = false;
  while (laps <= 4 && tiles.size() < kMaxTiles) {
    double alpha = std::atan2(y, x);
    if (visited_other_side && alpha > 0) {
      ++laps;
      visited_other_side = false;
    }
    if (alpha < 0) {
      visited_other_side = true;
      alpha += kTau;
    }
    const Checkpoint destination = aim(checkpoints, next, alpha);
    const double right_x = std::cos(beta), right_y = std::sin(beta);
    double off = right_x * (destination.x - x) + right_y * (destination.y - y);
    while (beta - alpha > 1.5 * std::numbers::pi) beta -= kTau;
    while (beta - alpha < -1.5 * std::numbers::pi) beta += kTau;
    const double beta_before = beta;
    off *= kTrackScale;
    if (off > 0.3) beta -= std::min(kTurnRate, std::abs(0.001 * off));
    if (off < -0.3) beta += std::min(kTurnRate, std::abs(0.001 * off));
    x += -right_y * kTileLength;
    y += right_x * kTileLength;
    tiles.push_back({.alpha = alpha, .beta = beta_before * 0.5 + beta * 0.5, .x = x, .y = y});
  }
  return tiles;
}

// The last full lap; nothing when there is none or its ends do not meet.
std::optional<std::vector<Tile>> cut_lap(const std::vector<Tile>& tiles) {
  int begin = -1, end = -1;
  for (int i = static_cast<int>(tiles.size()) - 1; begin == -1; --i) {
    if (i == 0) return std::nullopt;
    if (!(tiles[i].alpha > kStartAlpha && tiles[i - 1].alpha <= kStartAlpha)) continue;
    (end == -1 ? end : begin) = i;
  }
  const std::vector<Tile> lap(tiles.begin() + begin, tiles.begin() + end - 1);
  if (lap.empty()) return std::nullopt;
  const Tile &first = lap.front(), &last = lap.back();
  const double gap_x = std::cos(first.beta) * (first.x - last.x);
  const double gap_y = std::sin(first.beta) * (first.y - last.y);
  if (std::sqrt(gap_x * gap_x + gap_y * gap_y) > kTileLength) return std::nullopt;
  return lap;
}

// Red and white kerbs outside hard turns, beginning some tiles before them.
void lay_kerbs(std::vector<Tile>& tiles) {
  const int n = static_cast<int>(tiles.size());
  const auto at = [n](int i) { return ((i % n) + n) % n; };
  std::vector<bool> hard(n);
  for (int i = 0; i < n; ++i) {
    bool good = true;
    int side = 0;
    for (int k = 0; k < kKerbTiles; ++k) {
      const double turn = tiles[at(i - k)].beta - tiles[at(i - k - 1)].beta;
      good = good && std::abs(turn) > kTurnRate * 0.2;
      side += sign(turn);
    }
    hard[i] = good && std::abs(side) == kKerbTiles;
  }
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < kKerbTiles; ++k) hard[at(i - k)] = hard[at(i - k)] || hard[i];
  }
  for (int i = 0; i < n; ++i) {
    if (hard[i]) tiles[i].kerb = sign(tiles[at(i - 1)].beta - tiles[i].beta);
  }
}

}  // namespace

Track::Track(Rng& rng) {
  for (;;) {
    const Checkpoints checkpoints = draw_checkpoints(rng);
    if (auto lap = cut_lap(drive(checkpoints))) {
      tiles_ = std::move(*lap);
      break;
    }
  }
  for (Tile& tile : tiles_) {
    tile.right_x = std::cos(tile.beta);
    tile.right_y = std::sin(tile.beta);
  }
  lay_kerbs(tiles_);
}

Point Track::beside(int i, double lateral) const {
  const Tile& end = tile(i);
  return {end.x + lateral * end.right_x, end.y + lateral * end.right_y};
}

Quad Track::road(int i) const {
  return {beside(i, -kRoadHalfWidth), beside(i, kRoadHalfWidth), beside(i - 1, kRoadHalfWidth),
          beside(i - 1, -kRoadHalfWidth)};
}

Quad Track::kerb(int i) const {
  const double inner = tile(i).kerb * kRoadHalfWidth, outer = tile(i).kerb * (kRoadHalfWidth + kKerbWidth);
  return {beside(i, inner), beside(i, outer), beside(i - 1, outer), beside(i - 1, inner)};
}

}  // namespace gymkhana
