#include "envs/driving/walker_terrain.h"

#include <cmath>

namespace gymkhana {
namespace {

enum class Stretch { grass, stump, stairs, pit };

// Walks along the ground and lays it point by point.
class Builder {
 public:
  Builder(Rng& rng, bool hardcore) : rng_(rng), hardcore_(hardcore) {}

  WalkerTerrain build() {
    for (int i = 0; i < kTerrainLength; ++i) {
      x_ = i * kTerrainStep;
      if (begins_) {
        begin_stretch();
      } else {
        continue_stretch(i);
      }
      begins_ = false;
      terrain_.surface.push_back({x_, y_});
      if (--left_ == 0) choose_stretch();
    }
    return std::move(terrain_);
  }

 private:
  void choose_stretch() {
    left_ = draw(kTerrainGrass / 2, kTerrainGrass);
    const bool obstacle = stretch_ == Stretch::grass && hardcore_;
    stretch_ = obstacle ? static_cast<Stretch>(draw(1, 4)) : Stretch::grass;
    begins_ = true;
  }

  void begin_stretch() {
    if (stretch_ == Stretch::pit) begin_pit();
    if (stretch_ == Stretch::stump) {
      left_ = draw(1, 3);
      add_block(0, 0, left_, left_);
    }
    if (stretch_ == Stretch::stairs) begin_stairs();
  }

  void begin_pit() {
    const int width = draw(3, 5);
    add_block(0, -4, 1, 4);
    add_block(width, -4, 1, 4);
    left_ = width + 2;
    level_ = y_;
  }

  void begin_stairs() {
    rise_ = rng_.random() > 0.5 ? 1 : -1;
    tread_ = draw(4, 5);
    steps_ = draw(3, 5);
    level_ = y_;
    for (int s = 0; s < steps_; ++s) add_block(s * tread_, s * rise_ - 1, tread_, 1);
    left_ = steps_ * tread_;
  }

  void continue_stretch(int i) {
    switch (stretch_) {
      case Stretch::grass:
        slope_ = 0.8 * slope_ + 0.01 * sign(kTerrainHeight - y_);
        if (i > kStartPad) slope_ += rng_.uniform(-1, 1) / 30;
        y_ += slope_;
        break;
      case Stretch::pit:
        y_ = level_ - (left_ > 1 ? 4 * kTerrainStep : 0);
        break;
      case Stretch::stairs: {
        const double climbed = static_cast<double>(steps_ * tread_ - left_ - rise_) / tread_;
        y_ = level_ + climbed * rise_ * kTerrainStep;
        break;
      }
      case Stretch::stump:
        break;
    }
  }

  // A block whose lower left corner is `right` and `up` steps from here.
  void add_block(int right, int up, int width, int height) {
    const double left = x_ + right * kTerrainStep, low = y_ + up * kTerrainStep;
    const double far = left + width * kTerrainStep, high = low + height * kTerrainStep;
    terrain_.blocks.push_back({{{left, high}, {far, high}, {far, low}, {left, low}}});
  }

  int draw(int low, int high) { return static_cast<int>(rng_.integers(low, high)); }

  Rng& rng_;
  bool hardcore_;
  WalkerTerrain terrain_;
  double x_ = 0, y_ = kTerrainHeight, slope_ = 0;
  Stretch stretch_ = Stretch::grass;
  bool begins_ = false;
  int left_ = kStartPad;  // points of this stretch
  double level_ = 0;      // of the ground before a pit or stairs
  int steps_ = 0, tread_ = 0, rise_ = 0;
};

}  // namespace

WalkerTerrain draw_terrain(Rng& rng, bool hardcore) {
  return Builder(rng, hardcore).build();
}

std::vector<std::array<Point, 5>> draw_clouds(Rng& rng) {
  std::vector<std::array<Point, 5>> clouds(kTerrainLength / 20);
  for (std::array<Point, 5>& cloud : clouds) {
    const double x = rng.uniform(0, kTerrainLength) * kTerrainStep, y = 3 * kTerrainHeight;
    for (int corner = 0; corner < 5; ++corner) {
      const double angle = 3.14 * 2 * corner / 5;
      const double dx = rng.uniform(0, 5 * kTerrainStep), dy = rng.uniform(0, 5 * kTerrainStep);
      cloud[corner] = {x + 15 * kTerrainStep * std::sin(angle) + dx,
                       y + 5 * kTerrainStep * std::cos(angle) + dy};
    }
  }
  return clouds;
}

}  // namespace gymkhana
