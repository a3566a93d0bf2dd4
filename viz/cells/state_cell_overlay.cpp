#include "viz/cells/state_cell_overlay.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "envs/core/picture/palette.h"
#include "envs/core/shown/places.h"
#include "envs/core/transition_table.h"
#include "envs/core/wrappers/wrapper.h"
#include "viz/agent_view.h"
#include "viz/cells/marks.h"

namespace gymkhana::viz {
namespace {

constexpr double kWorthAnArrow = 0.3;  // of the likeliest move's chance: less is exploration
constexpr int kMostStates = 10'000;    // beyond, cells are too small to read

std::optional<Point> place_in(const Env& env, int state) {
  const auto* places = dynamic_cast<const Places*>(&innermost(env));
  return places ? places->place_of(state) : std::nullopt;
}

}  // namespace

Point heading_of(const std::string& action) {
  static const std::vector<std::pair<std::string, Point>> ways = {
      {"up", {0, 1}},    {"north", {0, 1}}, {"down", {0, -1}}, {"south", {0, -1}},
      {"left", {-1, 0}}, {"west", {-1, 0}}, {"right", {1, 0}}, {"east", {1, 0}}};
  Point sum;
  for (std::string rest = action; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("- "), rest.size());
    const std::string word = rest.substr(0, end);
    const auto way = std::find_if(ways.begin(), ways.end(), [&](const auto& w) { return w.first == word; });
    if (way == ways.end()) return {0, 0};
    sum = {sum.x + way->second.x, sum.y + way->second.y};
    rest.erase(0, end + 1);
  }
  const double length = std::hypot(sum.x, sum.y);
  return length > 0 ? Point{sum.x / length, sum.y / length} : Point{0, 0};
}

bool StateCellOverlay::fits(const Env& env) {
  const auto* states = std::get_if<Discrete>(&env.spec().observation);
  if (!states || states->n > kMostStates || !std::holds_alternative<Discrete>(env.spec().action))
    return false;
  for (int state = 0; state < states->n; ++state) {
    if (place_in(env, state + states->start)) return true;
  }
  return false;
}

StateCellOverlay::StateCellOverlay(const Env& env) {
  const auto& states = std::get<Discrete>(env.spec().observation);
  first_ = states.start;
  insights_.resize(states.n);
  stale_.assign(states.n, 1);
  visits_.resize(states.n);
  const auto& names = env.spec().action_names;
  headings_.resize(std::get<Discrete>(env.spec().action).n);
  for (std::size_t i = 0; i < std::min(headings_.size(), names.size()); ++i)
    headings_[i] = heading_of(names[i]);
}

void StateCellOverlay::visit(const Scene& scene) {
  ++visits_[state_of(scene)];
}

void StateCellOverlay::update(const Agent& agent, Scene& scene) {
  ObservationBatch question(scene.spec().observation, 1);
  const TransitionTable* rules = scene.env().transitions();
  const std::span<const std::uint8_t> masks = rules ? rules->masks() : std::span<const std::uint8_t>();
  const std::size_t actions = masks.size() / insights_.size();
  for (int state = 0; state < static_cast<int>(insights_.size()); ++state) {
    if (!stale_[state] || !place_in(scene.env(), state + first_)) continue;
    question[0].write_index(state + first_);
    insights_[state] = agent.look({.observations = question,
                                   .masks = masks.subspan(state * actions, actions),
                                   .memory = scene.memory()});
    stale_[state] = 0;
  }
}

void StateCellOverlay::draw(Canvas& canvas, const Scene& scene, double width, double height) const {
  struct Spot {
    int state;
    Point place;
    double value;
  };
  std::vector<Spot> spots;
  ValueRange values;
  Point edge{1, 1};  // of the outermost cells
  for (int state = 0; state < static_cast<int>(insights_.size()); ++state) {
    const auto place = place_in(scene.env(), state + first_);
    if (!place || stale_[state]) continue;
    spots.push_back({state, *place, value_of(insights_[state])});
    values.include(spots.back().value);
    edge = {std::max(edge.x, place->x + 0.5), std::max(edge.y, place->y + 0.5)};
  }
  const bool numbers = std::min(width / edge.x, height / edge.y) >= kReadableCell;
  for (const auto& [state, place, value] : spots) {
    const bool colored = state != state_of(scene) && std::isfinite(value);  // who stands there stays visible
    if (colored) {
      const Point low{place.x - kHalfCell, place.y - kHalfCell},
          high{place.x + kHalfCell, place.y + kHalfCell};
      canvas.rectangle(low, high, palette::paper);
      canvas.rectangle(low, high, values.color_of(value));
    }
    const std::vector<float>& policy = insights_[state].policy;
    const Point tail = numbers ? Point{place.x, place.y + 0.1} : place;
    const float likeliest = policy.empty() ? 1 : std::ranges::max(policy);
    for (std::size_t i = 0; i < policy.size(); ++i) {
      const double share = policy[i] / likeliest;
      if (share >= kWorthAnArrow) draw_move(canvas, tail, headings_[i], share);
    }
    if (numbers && colored) draw_value(canvas, place, value);
    if (numbers) draw_visits(canvas, place, visits_[state]);
  }
}

std::vector<std::string> StateCellOverlay::legend() const {
  return {"colour, lower number: value", "arrows: moves, longer if likelier", "upper number: visits"};
}

}  // namespace gymkhana::viz
