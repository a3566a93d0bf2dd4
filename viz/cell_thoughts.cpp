#include "viz/cell_thoughts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "envs/core/palette.h"
#include "envs/core/places.h"
#include "envs/core/stroke_font.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

std::optional<Point> place_in(const Env& world, int state) {
  const auto* places = dynamic_cast<const Places*>(&world);
  return places ? places->place_of(state) : std::nullopt;
}

constexpr int kMostStates = 10'000;  // beyond, cells are too small to read
// In cells:
constexpr double kHalf = 0.41;  // of the coloured square: around it the cell's own colour stays visible
constexpr double kText = 0.16, kVisits = 0.13, kArrow = 0.23;
constexpr double kReadable = 40;  // points per cell: below, numbers are left out

Color faded(Color color, double strength) {
  return {color.r, color.g, color.b, static_cast<std::uint8_t>(std::lround(225 * (0.08 + 0.92 * strength)))};
}

void draw_arrow(Canvas& canvas, Point centre, Point heading, double length, Color color) {
  const Point tip{centre.x + heading.x * length, centre.y + heading.y * length};
  canvas.line(centre, tip, 0.035, color);
  const double barb = 0.3 * length;
  for (const double side : {-1.0, 1.0}) {
    const Point back{tip.x - barb * (heading.x + side * heading.y),
                     tip.y - barb * (heading.y - side * heading.x)};
    canvas.line(tip, back, 0.035, color);
  }
}

// Green for the best, pale for the least; where values have both signs, red for what is below zero.
Color color_of(double value, double low, double high) {
  if (low < 0 && high > 0) {
    return value < 0 ? faded(palette::red, value / low) : faded(palette::green, value / high);
  }
  return faded(palette::green, (value - low) / std::max(high - low, 1e-9));
}

// Two digits, or as many as stand before the point.
std::string in_a_cell(double value) {
  char text[32];
  if (std::abs(value) >= 999.5) return short_number(std::round(value));
  std::snprintf(text, sizeof text, std::abs(value) < 9.95 && value != std::round(value) ? "%.1f" : "%.0f",
                value);
  if (std::abs(value) < 0.095 && value != 0) std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

}  // namespace

Point heading_of(const std::string& action) {
  static const std::vector<std::pair<std::string, Point>> ways = {
      {"up", {0, 1}},    {"north", {0, 1}}, {"down", {0, -1}}, {"south", {0, -1}},
      {"left", {-1, 0}}, {"west", {-1, 0}}, {"right", {1, 0}}, {"east", {1, 0}}};
  Point sum;
  for (std::string rest = action; !rest.empty();) {
    const std::size_t end = std::min(rest.find('-'), rest.size());
    const std::string word = rest.substr(0, end);
    const auto way = std::find_if(ways.begin(), ways.end(), [&](const auto& w) { return w.first == word; });
    if (way == ways.end()) return {0, 0};
    sum = {sum.x + way->second.x, sum.y + way->second.y};
    rest.erase(0, end + 1);
  }
  const double length = std::hypot(sum.x, sum.y);
  return length > 0 ? Point{sum.x / length, sum.y / length} : Point{0, 0};
}

bool CellThoughts::fits(const Env& world) {
  const auto* states = std::get_if<Discrete>(&world.spec().observation);
  if (!states || states->n > kMostStates || !std::holds_alternative<Discrete>(world.spec().action))
    return false;
  for (int state = 0; state < states->n; ++state) {
    if (place_in(world, state + states->start)) return true;
  }
  return false;
}

CellThoughts::CellThoughts(const Env& world) {
  const auto& states = std::get<Discrete>(world.spec().observation);
  first_ = states.start;
  thoughts_.resize(states.n);
  stale_.assign(states.n, 1);
  visits_.resize(states.n);
  const auto& names = world.spec().action_names;
  headings_.resize(std::get<Discrete>(world.spec().action).n);
  for (std::size_t i = 0; i < std::min(headings_.size(), names.size()); ++i)
    headings_[i] = heading_of(names[i]);
}

void CellThoughts::visit(const ObservationBatch& seen) {
  ++visits_[seen[0].integers()[0] - first_];
}

void CellThoughts::consult(const Agent& agent, const Env& world) {
  ObservationBatch question(world.spec().observation, 1);
  for (int state = 0; state < static_cast<int>(thoughts_.size()); ++state) {
    if (!stale_[state] || !place_in(world, state + first_)) continue;
    question[0].write_index(state + first_);
    thoughts_[state] = agent.look(question, 0);
    stale_[state] = 0;
  }
}

CellThoughts::Survey CellThoughts::survey(const Env& world) const {
  Survey all;
  bool first = true;
  for (int state = 0; state < static_cast<int>(thoughts_.size()); ++state) {
    const auto place = place_in(world, state + first_);
    if (!place || thoughts_[state].value.empty()) continue;
    const double value = thoughts_[state].value[0];
    all.low = first ? value : std::min(all.low, value);
    all.high = first ? value : std::max(all.high, value);
    all.right = std::max(all.right, place->x + 0.5);
    all.top = std::max(all.top, place->y + 0.5);
    first = false;
  }
  return all;
}

void CellThoughts::draw(Canvas& canvas, const Env& world, const ObservationBatch& seen, double width,
                        double height) const {
  const Survey all = survey(world);
  const bool numbers = std::min(width / all.right, height / all.top) >= kReadable;
  const int here = seen[0].integers()[0] - first_;
  for (int state = 0; state < static_cast<int>(thoughts_.size()); ++state) {
    const auto place = place_in(world, state + first_);
    if (!place || thoughts_[state].value.empty()) continue;
    if (state != here) {  // who stands there stays visible
      const Point low{place->x - kHalf, place->y - kHalf}, high{place->x + kHalf, place->y + kHalf};
      canvas.rectangle(low, high, palette::paper);
      canvas.rectangle(low, high, color_of(thoughts_[state].value[0], all.low, all.high));
    }
    draw_arrows(canvas, numbers ? Point{place->x, place->y + 0.1} : *place, thoughts_[state]);
    if (numbers) draw_numbers(canvas, *place, state, state != here);
  }
}

void CellThoughts::draw_numbers(Canvas& canvas, Point centre, int state, bool with_value) const {
  const std::string value = in_a_cell(thoughts_[state].value[0]);
  const Point low{centre.x - text_width(kText, value) / 2, centre.y - kHalf + 0.04};
  if (with_value) canvas.text(low, kText, value, palette::ink);
  if (visits_[state] == 0) return;
  const std::string visits = in_a_cell(static_cast<double>(visits_[state]));
  canvas.text({centre.x - kHalf + 0.05, centre.y + kHalf - 0.05 - kVisits}, kVisits, visits, palette::slate);
}

void CellThoughts::draw_arrows(Canvas& canvas, Point centre, const Insight& insight) const {
  constexpr double seldom = 0.03;  // probabilities below are not drawn
  for (std::size_t action = 0; action < insight.policy.size(); ++action) {
    const Point heading = headings_[action];
    const double share = insight.policy[action];
    if (share < seldom || (heading.x == 0 && heading.y == 0)) continue;
    draw_arrow(canvas, centre, heading, kArrow * (0.35 + 0.65 * share), palette::ink);
  }
}

}  // namespace gymkhana::viz
