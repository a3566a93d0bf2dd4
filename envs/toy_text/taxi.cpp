#include "envs/toy_text/taxi.h"

#include <algorithm>
#include <array>

#include "envs/core/picture/cell_picture.h"
#include "envs/core/shared_table.h"

namespace gymkhana {
namespace {

constexpr int kSize = 5, kStates = 500, kActions = 6;
constexpr int kRiding = 4;  // the passenger is in the taxi
constexpr std::array<const char*, kSize> kMap = {"|R: | : :G|", "| : | : : |", "| : : : : |", "| | : | : |",
                                                 "|Y| : |B: |"};

struct Cell {
  int row = 0, column = 0;
  bool operator==(const Cell&) const = default;
};

constexpr std::array<Cell, 4> kStands = {{{0, 0}, {0, 4}, {4, 0}, {4, 3}}};
constexpr std::array<Cell, 4> kMoves = {{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}};  // south, north, east, west

struct Ride {
  Cell taxi;
  int passenger = 0;
  int destination = 0;
};

Ride decode(int state) {
  return {{state / 100, state / 20 % 5}, state / 4 % 5, state % 4};
}
int encode(const Ride& ride) {
  return ((ride.taxi.row * 5 + ride.taxi.column) * 5 + ride.passenger) * 4 + ride.destination;
}

bool open_east(Cell cell) {
  return kMap[cell.row][2 * cell.column + 2] == ':';
}
bool open_west(Cell cell) {
  return kMap[cell.row][2 * cell.column] == ':';
}

int stand_at(Cell cell) {  // -1: none
  const auto found = std::find(kStands.begin(), kStands.end(), cell);
  return found == kStands.end() ? -1 : static_cast<int>(found - kStands.begin());
}

bool can_move(Cell from, int action) {
  switch (action) {
    case 0:
      return from.row < kSize - 1;
    case 1:
      return from.row > 0;
    case 2:
      return open_east(from);
    default:
      return open_west(from);
  }
}

Cell moved(Cell from, Cell by) {
  return {std::clamp(from.row + by.row, 0, kSize - 1), std::clamp(from.column + by.column, 0, kSize - 1)};
}

// A drift off the wanted way. Gymnasium looks for the wall on the side of the cell that is entered.
Cell drifted(Cell from, Cell by) {
  const Cell to = moved(from, by);
  const bool blocked = (by.column == 1 && !open_west(to)) || (by.column == -1 && !open_east(to));
  return blocked ? from : to;
}

Transition pick_up(Ride ride) {
  const bool here = ride.passenger < kRiding && ride.taxi == kStands[ride.passenger];
  if (here) ride.passenger = kRiding;
  return {.probability = 1, .reward = here ? -1.0 : -10.0, .next_state = encode(ride)};
}

Transition drop_off(Ride ride) {
  const int stand = stand_at(ride.taxi);
  if (stand < 0 || ride.passenger != kRiding)
    return {.probability = 1, .reward = -10, .next_state = encode(ride)};
  ride.passenger = stand;
  const bool delivered = stand == ride.destination;
  return {.probability = 1,
          .reward = delivered ? 20.0 : -1.0,
          .next_state = encode(ride),
          .terminated = delivered};
}

void add_moves(TransitionTable& table, int action, const Ride& ride, const Taxi::Options& options) {
  const int state = encode(ride);
  const auto arrive = [&](Cell cell, double probability) {
    const int next = encode({cell, ride.passenger, ride.destination});
    table.add(state, action, {.probability = probability, .reward = -1, .next_state = next});
  };
  const bool possible = can_move(ride.taxi, action);
  const Cell ahead = possible ? moved(ride.taxi, kMoves[action]) : ride.taxi;
  if (!options.is_rainy) return arrive(ahead, 1);

  constexpr std::array<int, 4> left_of = {2, 3, 1, 0}, right_of = {3, 2, 0, 1};
  const double astray = (1.0 - options.rainy_probability) / 2.0;
  arrive(ahead, options.rainy_probability);
  arrive(possible ? drifted(ride.taxi, kMoves[left_of[action]]) : ride.taxi, astray);
  arrive(possible ? drifted(ride.taxi, kMoves[right_of[action]]) : ride.taxi, astray);
}

bool of_use(const Ride& ride, int action) {
  if (action < 4) return can_move(ride.taxi, action);
  if (action == 4) return ride.passenger < kRiding && ride.taxi == kStands[ride.passenger];
  return ride.passenger == kRiding && stand_at(ride.taxi) >= 0;
}

TransitionTable taxi_table(const Taxi::Options& options) {
  TransitionTable table(kStates, kActions);
  std::vector<double> start(kStates);
  std::vector<std::uint8_t> masks;
  for (int state = 0; state < kStates; ++state) {
    const Ride ride = decode(state);
    start[state] = ride.passenger != kRiding && ride.passenger != ride.destination;
    for (int action = 0; action < 4; ++action) add_moves(table, action, ride, options);
    table.add(state, 4, pick_up(ride));
    table.add(state, 5, drop_off(ride));
    for (int action = 0; action < kActions; ++action) masks.push_back(of_use(ride, action));
  }
  table.set_start(std::move(start));
  table.set_masks(std::move(masks));
  return table;
}

}  // namespace

Fields Taxi::fields(Options& options) {
  return {
      field("is_rainy", options.is_rainy, "whether moves go astray sideways"),
      field("rainy_probability", options.rainy_probability, "probability of going the wanted way in rain",
            between(0, 1)),
      field("fickle_passenger", options.fickle_passenger, "whether the passenger may change the destination"),
      field("fickle_probability", options.fickle_probability, "probability that a passenger is fickle",
            between(0, 1))};
}

Taxi::Taxi(const Options& options)
    : Env({.observation = Discrete{kStates},
           .action = Discrete{kActions},
           .render_fps = 4,
           .action_names = {"south", "north", "east", "west", "pick up", "drop off"},
           .info = {"prob"},
           .action_mask = true,
           .keys =
               {{"down", {0}}, {"up", {1}}, {"right", {2}}, {"left", {3}}, {"space", {4}}, {"enter", {5}}}}),
      options_(options),
      walk_(shared_table(options, taxi_table)) {}

void Taxi::reset(Rng& rng, Observation observation) {
  walk_.start(rng);
  change_pending_ = options_.fickle_passenger && rng.random() < options_.fickle_probability;
  observation.write_index(walk_.state());
}

void Taxi::change_destination(int before, Rng& rng) {
  const Ride from = decode(before);
  Ride ride = decode(walk_.state());
  if (from.passenger != kRiding || from.taxi == ride.taxi) return;
  change_pending_ = false;
  const int other = rng.choice(3);
  ride.destination = other < from.destination ? other : other + 1;
  walk_.move_to(encode(ride));
}

std::optional<Point> Taxi::place_of(int state) const {
  const Ride ride = decode(state), now = decode(walk_.state());
  if (ride.passenger != now.passenger || ride.destination != now.destination) return std::nullopt;
  const bool waits_here = ride.passenger != kRiding && ride.taxi == kStands[ride.passenger];
  if (waits_here || ride.taxi == kStands[ride.destination]) return std::nullopt;  // they stay visible
  return cells::centre(kSize, ride.taxi.row, ride.taxi.column);
}

void Taxi::draw(Canvas& canvas) const {
  constexpr std::array<Color, 4> colors = {palette::red, palette::green, palette::yellow, palette::blue};
  const Ride ride = decode(walk_.state());
  cells::open(canvas, kSize, kSize);
  for (int cell = 0; cell < kSize * kSize; ++cell) {
    const int stand = stand_at({cell / kSize, cell % kSize});
    cells::fill(canvas, kSize, cell / kSize, cell % kSize, stand < 0 ? palette::mist : colors[stand]);
  }
  for (int row = 0; row < kSize; ++row) {
    for (int column = 0; column + 1 < kSize; ++column) {
      if (open_east({row, column})) continue;
      const double x = column + 1, y = kSize - row;
      canvas.line({x, y}, {x, y - 1}, 0.1, palette::ink);
    }
  }
  const Cell goal = kStands[ride.destination];
  const Point flag = cells::centre(kSize, goal.row, goal.column);
  canvas.rectangle({flag.x - 0.4, flag.y + 0.2}, {flag.x - 0.2, flag.y + 0.4}, palette::ink);
  cells::walker(canvas, kSize, ride.taxi.row, ride.taxi.column);
  const Cell where = ride.passenger == kRiding ? ride.taxi : kStands[ride.passenger];
  canvas.circle(cells::centre(kSize, where.row, where.column), 0.12, palette::purple);
}

}  // namespace gymkhana
