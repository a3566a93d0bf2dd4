#include "envs/grid/minigrid/mini_grid.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "envs/grid/minigrid/picture.h"
#include "envs/grid/minigrid/view.h"

namespace gymkhana::minigrid {
namespace {

EnvSpec describe(const Layout& layout) {
  EnvSpec spec{.observation = Composite{Composite::Kind::dict,
                                        {{"image", bytes({view_size, view_size, 3})},
                                         {"direction", Discrete{4}},
                                         {"mission", Text{Mission::max_length}}}},
               .action = Discrete{layout.actions},
               .render_fps = 10,
               .action_names = {"left", "right", "forward", "pickup", "drop", "toggle", "done"},
               .info = {"is_success"},
               .keys = {{"left", {0}},
                        {"right", {1}},
                        {"up", {2}},
                        {"tab", {3}},
                        {"shift", {4}},
                        {"space", {5}},
                        {"enter", {6}}}};
  spec.action_names.resize(layout.actions);
  spec.keys.resize(layout.actions);
  return spec;
}

}  // namespace

Field max_steps_field(int& max_steps, const std::string& standard) {
  return field("max_steps", max_steps, "steps until the episode is truncated; 0 means " + standard,
               at_least(0));
}

Hue random_hue_except(Rng& rng, Hue hue) {
  const int place = static_cast<int>(std::ranges::find(hues_by_name, hue) - hues_by_name.begin());
  const int other = random_int(rng, 0, static_cast<int>(hues_by_name.size()) - 1);
  return hues_by_name[other + (other >= place)];
}

Cell random_object(Rng& rng) {
  constexpr std::array kinds = {Kind::key, Kind::ball, Kind::box};
  const Kind kind = pick(rng, kinds);
  return {kind, random_hue(rng)};
}

Start start_at(const std::vector<int>& position, int direction) {
  if (position.empty()) return {};
  if (position.size() != 2)
    throw Error("agent_start_pos: give x,y such as 1,1, or nothing for a random cell");
  return {Position{position[0], position[1]}, direction};
}

MiniGrid::MiniGrid(const Layout& layout)
    : Env(describe(layout)),
      grid_(layout.width, layout.height),
      max_steps_(layout.max_steps),
      see_through_walls_(layout.see_through_walls) {}

void MiniGrid::reset(Rng& rng, Observation observation) {
  if (const auto begin = std::exchange(begin_at_, std::nullopt)) {
    agent_.position = {begin->cell % grid_.width(), begin->cell / grid_.width()};
    agent_.direction = begin->direction;
    return observe(observation);
  }
  grid_.clear();
  agent_ = {};
  steps_ = 0;
  succeeded_ = false;
  generate(rng);
  observe(observation);
}

Step MiniGrid::step(const Action& action, Rng&, Observation observation) {
  ++steps_;
  succeeded_ = false;
  Step step{.truncated = steps_ >= max_steps_};
  Cell& front = grid_[agent_.front()];
  switch (move_of(action)) {
    case Move::left:
      agent_.direction = (agent_.direction + 3) % 4;
      break;
    case Move::right:
      agent_.direction = (agent_.direction + 1) % 4;
      break;
    case Move::forward:
      walk(step);
      break;
    case Move::pickup:
      if (front.can_be_picked_up() && !agent_.carries_something()) std::swap(front, agent_.carried);
      break;
    case Move::drop:
      if (front.is_empty()) std::swap(front, agent_.carried);
      break;
    case Move::toggle:
      toggle(front);
      break;
    case Move::done:
      break;
  }
  observe(observation);
  return step;
}

void MiniGrid::walk(Step& step) {
  const Cell front = grid_[agent_.front()];
  if (!front.can_be_entered()) return;
  agent_.position = agent_.front();
  if (front.kind == Kind::goal) succeed(step);
  if (front.kind == Kind::lava) fail(step);
}

void MiniGrid::toggle(Cell& cell) {
  if (cell.kind == Kind::box) {
    cell = cell.key_inside == 0 ? nothing : Cell{Kind::key, static_cast<Hue>(cell.key_inside - 1)};
  }
  if (cell.kind != Kind::door) return;
  if (cell.door == Door::locked) {
    if (agent_.carried == Cell{Kind::key, cell.hue}) cell.door = Door::open;
  } else {
    cell.door = cell.door == Door::open ? Door::closed : Door::open;
  }
}

void MiniGrid::succeed(Step& step) {
  step.reward = 1 - 0.9 * (static_cast<double>(steps_) / max_steps_);
  step.terminated = true;
  succeeded_ = true;
}

void MiniGrid::fail(Step& step) {
  step.reward = 0;
  step.terminated = true;
  succeeded_ = false;
}

void MiniGrid::place_agent(Rng& rng, Rectangle area) {
  agent_.position = Agent::nowhere;
  agent_.position = place(rng, nothing, area);
  agent_.direction = random_int(rng, 0, 4);
}

void MiniGrid::put_agent(Rng& rng, const Start& start) {
  if (!start.position) return place_agent(rng);
  const auto [x, y] = *start.position;
  if (!grid_.all().contains(*start.position) || !grid_[*start.position].can_be_entered()) {
    throw Error(spec().id + ": agent_start_pos " + std::to_string(x) + "," + std::to_string(y) +
                " is not a free cell; choose another");
  }
  agent_.position = *start.position;
  agent_.direction = start.direction;
}

void MiniGrid::observe(Observation observation) const {
  if (observation.empty()) return;
  const View view = look(grid_, agent_.position, agent_.direction, see_through_walls_);
  write_image(view, agent_.carried, observation.bytes(0));
  write_direction_and_mission(observation);
}

void MiniGrid::observe_all(Observation observation) const {
  if (observation.empty()) return;
  write_whole_image(grid_, agent_.position, agent_.direction, observation.bytes(0));
  write_direction_and_mission(observation);
}

void MiniGrid::write_direction_and_mission(Observation observation) const {
  observation.write_index(agent_.direction, 1);
  std::memcpy(observation.bytes(2).data(), mission_.bytes().data(), Mission::max_length);
}

Stance MiniGrid::stance_at(Position position, int direction) const {
  const Position heading = headings[direction];
  return {.cell = position.y * grid_.width() + position.x,
          .direction = direction,
          .centre = {position.x + 0.5, grid_.height() - position.y - 0.5},
          .heading = {static_cast<double>(heading.x), static_cast<double>(-heading.y)}};
}

std::vector<Stance> MiniGrid::stances() const {
  std::vector<Stance> all;
  for (int y = 0; y < grid_.height(); ++y) {
    for (int x = 0; x < grid_.width(); ++x) {
      const Cell cell = grid_[{x, y}];
      const bool is_end = cell.kind == Kind::goal || cell.kind == Kind::lava;
      if (!cell.can_be_entered() || is_end) continue;
      for (int direction = 0; direction < 4; ++direction) all.push_back(stance_at({x, y}, direction));
    }
  }
  return all;
}

std::vector<std::byte> MiniGrid::setting() const {
  Grid grid = grid_;
  Cell carried = agent_.carried;
  Mission mission = mission_;
  Archive archive;
  archive(grid, carried, mission);
  return archive.bytes();
}

void MiniGrid::draw(Canvas& canvas) const {
  draw_env(canvas, *this);
}

void MiniGrid::draw_codes(Canvas& canvas, int width, int height, std::span<const std::uint8_t> codes) const {
  draw_image(canvas, width, height, codes);
}

}  // namespace gymkhana::minigrid
