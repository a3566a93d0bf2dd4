#include "envs/driving/car_racing.h"

#include <algorithm>
#include <cmath>

#include "envs/driving/road_view.h"

namespace gymkhana {
namespace {

constexpr int kSide = 96;       // pixels of the picture
constexpr double kFine = -100;  // for leaving the playfield, or touching others
constexpr double kOvertaking = 20;

constexpr Palette kPalette = {{{0, 0, 0},
                               {102, 204, 102},
                               {102, 230, 102},
                               {102, 102, 102},
                               {104, 104, 104},
                               {107, 107, 107},
                               {255, 255, 255},
                               {255, 0, 0},
                               {0, 0, 0},
                               {77, 77, 77},
                               {204, 0, 0},
                               {0, 90, 204},
                               {230, 140, 20},
                               {0, 0, 0},
                               {255, 255, 255},
                               {0, 0, 255},
                               {51, 0, 255},
                               {0, 255, 0},
                               {255, 0, 0}}};

// Of each paint; the dashboard is not seen in classes.
constexpr std::array<std::uint8_t, kPaints> kClasses = {0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4};
constexpr int kHighestClass = 4;

Color to_color(const std::array<double, 3>& rgb) {
  return {static_cast<std::uint8_t>(rgb[0]), static_cast<std::uint8_t>(rgb[1]),
          static_cast<std::uint8_t>(rgb[2])};
}

std::array<double, 3> draw_color(Rng& rng) {
  std::array<double, 3> rgb;
  for (double& channel : rgb) channel = rng.uniform(0, 210);
  return rgb;
}

// Random colours of road, field and grass, drawn as the original does.
void randomize(Palette& palette, Rng& rng) {
  const std::array<double, 3> road = draw_color(rng), field = draw_color(rng);
  std::array<double, 3> grass = field;
  grass[rng.choice(3)] += 20;
  for (int i = 0; i < 3; ++i) {
    std::array<double, 3> tinted = road;
    for (double& channel : tinted) channel += 0.01 * i * 255;
    palette[static_cast<int>(Paint::road) + i] = to_color(tinted);
  }
  palette[static_cast<int>(Paint::field)] = to_color(field);
  palette[static_cast<int>(Paint::grass)] = to_color(grass);
}

// Hands the window's shapes to a grid of cells.
Painter onto(PaintGrid& grid) {
  return [&grid](std::span<const Point> corners, Paint paint) {
    std::array<Point, 8> cells;
    std::ranges::transform(corners, cells.begin(), [&grid](Point point) {
      return Point{point.x * grid.columns() / kWindowWidth,
                   (kWindowHeight - point.y) * grid.rows() / kWindowHeight};
    });
    grid.fill(std::span(cells).first(corners.size()), paint);
  };
}

PaintGrid grid_for(const std::string& observation) {
  if (observation == "pixels") return {kSide * PaintGrid::kAcross, kSide * PaintGrid::kDown};
  const int side = observation == "semantic" ? kSide : 0;  // nothing is painted for numbers
  return {side, side};
}

}  // namespace

Fields CarRacing::fields(Options& options) {
  return {
      choice("observation", options.observation, {"pixels", "lidar", "semantic"},
             "what is seen: a picture, distances and numbers, or a picture of classes"),
      field("lidar_rays", options.lidar_rays, "rays to the road's edge, from left to right",
            between(1, 1000)),
      field("continuous", options.continuous, "steering, gas and brake as numbers; off: five actions"),
      field("domain_randomize", options.domain_randomize, "colours drawn anew for every episode"),
      field("lap_complete_percent", options.lap_complete_percent,
            "share of the tiles that must be met before the first meeting with tile 0 ends the lap; as in "
            "Gymnasium 1.4 the start already meets tile 0, so that in fact the lap ends when all are met",
            between(0, 1)),
      field("cars", options.cars, "other cars on the road", between(0, 50)),
      field("obstacles", options.obstacles, "obstacles at the road's sides", between(0, 50)),
      field("car_speed", options.car_speed, "the other cars' speed [units/s]; a car is 5 long",
            {.low = 0, .high = 60, .open_low = true})};
}

CarRacing::CarRacing(Options options)
    : Env(describe(options)),
      options_(options),
      sensors_(options.lidar_rays, options.cars + options.obstacles > 0),
      palette_(kPalette),
      log_(options.continuous ? 3 : 1),
      grid_(grid_for(options.observation)) {}

EnvSpec CarRacing::describe(const Options& options) {
  EnvSpec spec{.render_fps = 50, .info = {"lap_finished"}};
  const bool others = options.cars + options.obstacles > 0;
  if (others) spec.info.insert(spec.info.end(), {"overtaken", "collided"});
  if (options.observation == "pixels") {
    spec.observation = bytes({kSide, kSide, 3});
  } else if (options.observation == "semantic") {
    spec.observation = bytes({kSide, kSide, 1}, kHighestClass);
  } else {
    spec.observation =
        box(RoadSensors(options.lidar_rays, others).size(), -RoadSensors::kLimit, RoadSensors::kLimit);
  }
  if (options.continuous) {
    spec.action = box({-1, 0, 0}, {1, 1, 1});
    spec.action_names = {"steering", "gas", "brake"};
    spec.keys = {{"", {0, 0, 0}},
                 {"left", {-1, 0, 0}},
                 {"right", {1, 0, 0}},
                 {"up", {0, 1, 0}},
                 {"down", {0, 0, 0.8f}}};
  } else {
    spec.action = Discrete{5};
    spec.action_names = {"nothing", "right", "left", "gas", "brake"};
    spec.keys = {{"", {0}}, {"right", {1}}, {"left", {2}}, {"up", {3}}, {"down", {4}}};
  }
  return spec;
}

void CarRacing::reset(Rng& rng, Observation observation) {
  log_.restart(rng);
  start(rng);
  observe(observation);
}

void CarRacing::start(Rng& rng) {
  if (options_.domain_randomize) randomize(palette_, rng);
  race_.emplace(Track(rng), options_.lap_complete_percent);
  traffic_.place(race_->track(), options_.cars, options_.car_speed, options_.obstacles, rng);
  sensors_.restart(*race_);
  time_ = score_ = score_before_ = 0;
  tiles_before_ = overtaken_ = 0;
  lap_finished_ = collided_ = false;
  advance();  // tiles met here count in the first real step, as in the original
}

// 0.02 s of everything that moves, and the tiles met in it.
void CarRacing::advance() {
  race_->step();
  time_ += Race::kStep;
  sensors_.follow(*race_);
  traffic_.step(race_->track(), Race::kStep, sensors_.nearest_tile());
  score_ += 1000.0 / race_->track().size() * (race_->tiles_visited() - tiles_before_);
  tiles_before_ = race_->tiles_visited();
}

Step CarRacing::step(const Action& action, Rng&, Observation observation) {
  const ActionNumbers numbers = read(action);
  const Step step = play(std::span(numbers).first(options_.continuous ? 3 : 1));
  observe(observation);
  return step;
}

Step CarRacing::play(std::span<const double> numbers) {
  log_.add(numbers);
  race_->car().control(controls(numbers));
  advance();
  score_ += kOvertaking * traffic_.overtaken() - 0.1;
  overtaken_ += traffic_.overtaken();
  Step step{.reward = score_ - score_before_};
  score_before_ = score_;
  lap_finished_ = race_->lap_finished();
  step.terminated = lap_finished_;
  collided_ = traffic_.touches(race_->car());
  if (race_->off_playfield() || collided_) {
    step = {.reward = kFine, .terminated = true};
    lap_finished_ = false;
  }
  return step;
}

CarRacing::ActionNumbers CarRacing::read(const Action& action) const {
  if (options_.continuous) return finite_values<3>(action);
  return {checked_index(action, 5), 0, 0};
}

Controls CarRacing::controls(std::span<const double> numbers) const {
  if (options_.continuous) return {.steer = -numbers[0], .gas = numbers[1], .brake = numbers[2]};
  const double index = numbers[0];
  return {.steer = index == 1   ? -0.6
                   : index == 2 ? 0.6
                                : 0,
          .gas = index == 3 ? 0.2 : 0,
          .brake = index == 4 ? 0.8 : 0};
}

void CarRacing::observe(Observation observation) {
  if (observation.empty()) return;
  if (options_.observation == "lidar") {
    sensors_.read(*race_, traffic_, observation.floats());
  } else if (options_.observation == "semantic") {
    classify(observation.bytes());
  } else {
    paint(observation.bytes());
  }
}

void CarRacing::paint(std::span<std::uint8_t> rgb) {
  grid_.clear(Paint::outside);
  const Painter painter = onto(grid_);
  paint_scene(*race_, traffic_, time_, painter);
  paint_dashboard(race_->car(), score_, painter);
  grid_.average(palette_, rgb);
}

void CarRacing::classify(std::span<std::uint8_t> classes) {
  grid_.clear(Paint::outside);
  paint_scene(*race_, traffic_, time_, onto(grid_));
  std::ranges::transform(grid_.cells(), classes.begin(), [](std::uint8_t paint) { return kClasses[paint]; });
}

void CarRacing::draw(Canvas& canvas) const {
  canvas.camera({0, 0}, {kWindowWidth, kWindowHeight});
  canvas.clear(palette_[static_cast<int>(Paint::outside)]);
  if (!race_) return;
  const Painter painter = [&](std::span<const Point> corners, Paint paint) {
    canvas.polygon(corners, palette_[static_cast<int>(paint)]);
  };
  paint_scene(*race_, traffic_, time_, painter);
  // On a surface of another shape, the dashboard's strip goes on to the edges.
  canvas.rectangle({-kWindowWidth, -kWindowHeight}, {2 * kWindowWidth, kDashboardHeight},
                   palette_[static_cast<int>(Paint::panel)]);
  paint_dashboard(race_->car(), score_, painter);
}

void CarRacing::serialize(Archive& archive) {
  archive(log_);
  if (!archive.reading()) return;
  log_.replay(
      [this](Rng& rng) {
        log_.restart(rng);
        start(rng);
      },
      [this](std::span<const double> numbers) { play(numbers); });
}

Surroundings CarRacing::surroundings() const {
  if (!race_) return {};
  Surroundings around = sensors_.surroundings(*race_, traffic_);
  around.seat = kCarInWindow;
  around.scale = zoom_at(time_);
  return around;
}

void CarRacing::info(std::span<float> values) const {
  values[0] = lap_finished_;
  if (values.size() == 1) return;  // alone on the road
  values[1] = static_cast<float>(overtaken_);
  values[2] = collided_;
}

}  // namespace gymkhana
