#include "viz/cells/walker_cell_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "envs/core/picture/palette.h"
#include "envs/core/wrappers/wrapper.h"
#include "viz/agent_view.h"
#include "viz/cells/marks.h"

namespace gymkhana::viz {
namespace {

constexpr double kTail = 0.1;  // cells from the centre to where arrows begin

const Stances* stances_of(const Env& env) {
  return dynamic_cast<const Stances*>(&innermost(env));
}

std::size_t number_of(const std::string& action, const EnvSpec& spec) {
  const auto& names = spec.action_names;
  return static_cast<std::size_t>(std::ranges::find(names, action) - names.begin());
}

// The quarter of a cell that lies towards its heading.
void draw_quarter(Canvas& canvas, const Stance& stance, Color color) {
  const auto [x, y] = stance.centre;
  const Point ahead{kHalfCell * stance.heading.x, kHalfCell * stance.heading.y}, aside{-ahead.y, ahead.x};
  const std::array<Point, 3> corners = {stance.centre, Point{x + ahead.x - aside.x, y + ahead.y - aside.y},
                                        Point{x + ahead.x + aside.x, y + ahead.y + aside.y}};
  canvas.polygon(corners, palette::paper);
  canvas.polygon(corners, color);
}

Point along(const Stance& stance, double length) {
  return {stance.centre.x + length * stance.heading.x, stance.centre.y + length * stance.heading.y};
}

}  // namespace

bool WalkerCellOverlay::fits(const Env& env) {
  return stances_of(env) && std::holds_alternative<Discrete>(env.spec().action);
}

WalkerCellOverlay::WalkerCellOverlay(const Env& env) : forward_(number_of("forward", env.spec())) {}

void WalkerCellOverlay::visit(const Scene& scene) {
  ++visits_[stances_of(scene.env())->stance().cell];
}

// Of agents that have values only: whether it is the best.
double WalkerCellOverlay::probability_of_forward(const Insight& insight) const {
  if (forward_ < insight.policy.size()) return insight.policy[forward_];
  const std::vector<float>& values = insight.action_values;
  if (forward_ >= values.size()) return 0;
  return values[forward_] == *std::ranges::max_element(values) ? 1 : 0;
}

void WalkerCellOverlay::update(const Agent& agent, Scene& scene) {
  const Stances& env = *stances_of(scene.env());
  std::vector<std::byte> setting = env.setting();
  if (!stale_ && setting == setting_) return;
  setting_ = std::move(setting);
  stale_ = false;
  insights_.clear();
  scene.observe_at(env.stances(), [&](const Stance& stance, const ObservationBatch& seen) {
    const Insight insight = agent.look({.observations = seen, .memory = scene.memory()});
    insights_.push_back({stance, value_of(insight), probability_of_forward(insight)});
  });
}

void WalkerCellOverlay::draw(Canvas& canvas, const Scene& scene, double width, double height) const {
  ValueRange values;
  Point edge{1, 1};                    // of the outermost cells
  std::map<int, StanceInsight> bests;  // by cell
  for (const StanceInsight& each : insights_) {
    values.include(each.value);
    edge = {std::max(edge.x, each.stance.centre.x + 0.5), std::max(edge.y, each.stance.centre.y + 0.5)};
    StanceInsight& best = bests.try_emplace(each.stance.cell, each).first->second;
    if (each.value > best.value) best = each;
  }
  const int here = stances_of(scene.env())->stance().cell;  // who stands there stays visible
  for (const auto& [stance, value, forward] : insights_) {
    if (std::isfinite(value) && stance.cell != here) draw_quarter(canvas, stance, values.color_of(value));
  }
  for (const StanceInsight& each : insights_) {
    if (each.stance.cell == here) continue;
    draw_move(canvas, along(each.stance, kTail), each.stance.heading, each.forward);
  }
  if (std::min(width / edge.x, height / edge.y) < kReadableCell) return;
  for (const auto& [cell, best] : bests) {
    if (cell == here) continue;
    if (std::isfinite(best.value)) draw_value_aside(canvas, best.stance.centre, best.value);
    const auto visits = visits_.find(cell);
    if (visits != visits_.end()) draw_visits(canvas, best.stance.centre, visits->second);
  }
}

std::vector<std::string> WalkerCellOverlay::legend() const {
  return {"quarters: value, looking there", "lower number: best of them", "arrows: chance of going on",
          "upper number: visits"};
}

}  // namespace gymkhana::viz
