#include "viz/viewer_session.h"

#include <algorithm>
#include <iterator>

#include "base/clock.h"
#include "base/text.h"
#include "replay/streams.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kRest = 0.8;          // seconds to see how an episode ended
constexpr double kLatenessKept = 0.1;  // of a tick's in the mean of many
constexpr int kTurnBased = 20;  // steps a second: slower environments that wait for keys move once per stroke

}  // namespace

ViewerSession::ViewerSession(SessionSetup setup)
    : clocks_(setup.slots),
      agent_view_(std::move(setup.agent_view)),
      agent_name_(std::move(setup.agent_name)),
      keyboard_(setup.make_env()->spec()),
      episodes_(setup.slots),
      on_played_(std::move(setup.on_played)),
      tiled_(setup.slots > 1),
      person_(agent_view_ == nullptr),
      overlay_(setup.overlay) {
  for (int slot = 0; slot < setup.slots; ++slot) {
    scenes_.push_back(std::make_unique<Scene>(setup.make_env()));
    if (agent_view_) scenes_.back()->set_memory_size(agent_view_->memory_size());
  }
  if (agent_view_) cells_ = cell_overlay_for(scene().env());
  restart(setup.seed);
  const bool will_fit = overlay_ == Overlay::learning && agent_view_;  // curves come in later
  if (!will_fit && !fits(overlay_)) overlay_ = Overlay::agent;
}

// Before a person's next one.
void ViewerSession::close_episode() {
  played_ = played();
  if (on_played_ && !played_.empty()) on_played_(played_);
}

void ViewerSession::restart(std::uint64_t seed) {
  close_episode();
  for (int slot = 0; slot < static_cast<int>(scenes_.size()); ++slot) begin(slot, seed + slot);
  keyboard_.release_all();
  update_insight();
}

void ViewerSession::begin(int slot, std::uint64_t seed) {
  scenes_[slot]->begin(seed, stream(seed, Stream::evaluation_exploration, slot));
  clocks_[slot] = {};
  if (cells_) cells_->visit(*scenes_[slot]);
}

// Agents play on from the same generator, as batches do. What a person plays can be played again from its
// seed.
void ViewerSession::next_episode(int slot) {
  Scene& scene = *scenes_[slot];
  if (!agent_view_) {
    close_episode();
    return begin(slot, scene.seed() + 1);
  }
  scene.next_episode();
  if (cells_) cells_->visit(scene);
}

std::vector<PlayedEpisode> ViewerSession::played() const {
  std::vector<PlayedEpisode> episodes = played_;
  if (!agent_view_ && scene().length() > 0) episodes.push_back({scene().seed(), scene().actions()});
  return episodes;
}

void ViewerSession::tick(double seconds, double budget) {
  if (paused_) return;
  for (int slot = 0; slot < static_cast<int>(scenes_.size()); ++slot) {
    run_slot(slot, seconds, budget / static_cast<double>(scenes_.size()));
  }
  if (changed_) update_insight();
}

void ViewerSession::run_slot(int slot, double seconds, double budget) {
  Scene& scene = *scenes_[slot];
  Clock& clock = clocks_[slot];
  if (scene.over()) {
    clock.rest -= seconds;
    if (clock.rest > 0) return;
    next_episode(slot);
    changed_ = true;
    return;
  }
  if (person_ && slot == selected_ && by_taps()) {
    step_once(slot);
    return;
  }
  const double until = steady_seconds() + budget;
  clock.due += seconds * speed_ * scene.spec().render_fps;
  bool late = false;
  while (clock.due >= 1 && !scene.over()) {
    const int before = scene.frames();
    const bool acted = step_once(slot);
    clock.due -= std::max(1, scene.frames() - before);
    late = acted && clock.due >= 1 && steady_seconds() > until;
    if (late || !acted) clock.due = 0;  // the machine is too slow, or no one acts: time stands still
  }
  clock.lateness += kLatenessKept * ((late ? 1.0 : 0.0) - clock.lateness);
}

// Whether a key moves the environment at once, and by one step.
bool ViewerSession::by_taps() const {
  return keyboard_.waits() && scene().spec().render_fps < kTurnBased;
}

std::optional<Action> ViewerSession::person_action() {
  return by_taps() ? keyboard_.take_tap() : keyboard_.take();
}

bool ViewerSession::step_once(int slot) {
  Scene& scene = *scenes_[slot];
  const bool by_person = person_ && slot == selected_;
  if (!by_person && !agent_view_) return false;
  const std::optional<Action> action = by_person ? person_action() : agent_view_->choose(scene);
  if (!action) return false;
  if (scene.ends()) episodes_[slot].pop_back();  // rewound from its end: it will have another
  if (agent_view_) {
    if (by_person) agent_view_->follow(scene);
    scene.step(*action, value_of(agent_view_->look(scene)), agent_view_->memory());
  } else {
    scene.step(*action);
  }
  if (cells_) cells_->visit(scene);
  if (scene.over()) {
    episodes_[slot].push_back(scene.episode());
    clocks_[slot] = {.due = 0, .rest = kRest / std::max(speed_, 1.0)};
  }
  changed_ = true;
  return true;
}

void ViewerSession::follow(Feed& feed) {
  if (agent_view_) {
    if (const auto weights = feed.newer_weights()) {
      agent_view_->load(weights->tensors, weights->steps);
      if (cells_) cells_->new_weights();
      update_insight();  // an environment that is paused shows what the new weights make of it
      changed_ = true;
    }
  }
  feed.extend(curves_);
  const std::string state = feed.state();
  changed_ |= state != run_state_ || overlay_ == Overlay::learning;
  run_state_ = state;
}

void ViewerSession::update_insight() {
  if (!agent_view_) return;
  insight_ = agent_view_->look(scene());
  if (cells_ && agent_view_->memory_size() > 0) cells_->new_weights();  // values change with the memory
  if (cells_ && overlay_ == Overlay::cells) cells_->update(agent_view_->agent(), *scenes_[selected_]);
  if (overlay_ == Overlay::input)
    network_input_ = network_input(agent_view_->agent(), scene().env(), scene().seen(), scene().memory());
}

std::string ViewerSession::actor() const {
  if (person_) return "you: " + keyboard_.names();
  std::string words = agent_name_;
  constexpr std::int64_t many = 1'000'000;  // would leave no room for the rest
  const std::int64_t steps = agent_view_->steps();
  if (steps >= 0)
    words +=
        " after " + (steps < many ? with_commas(steps) : short_number(static_cast<double>(steps))) + " steps";
  return run_state_.empty() ? words : words + ", " + run_state_;
}

std::string ViewerSession::status() const {
  const std::string speed = speed_ >= 1 ? short_number(speed_) + "x" : "1/" + short_number(1 / speed_) + "x";
  if (!paused_ && clocks_[selected_].lateness > 0.5) return speed + " at most";
  if (!paused_) return speed_ == 1 ? "" : speed;
  return scene().now() < scene().length() ? "rewound" : "paused";
}

FrameContent ViewerSession::content() const {
  FrameContent content{.overlay = overlay_,
                       .actor = actor(),
                       .status = status(),
                       .insight = insight_,
                       .scaled = agent_view_ && agent_view_->scaled(),
                       .episodes = episodes_[selected_],
                       .training = &curves_,
                       .cells = cells_.get(),
                       .network_input = network_input_ ? &*network_input_ : nullptr,
                       .timeline = true};
  for (const auto& scene : scenes_) {
    if (tiled_ || scene.get() == &this->scene()) content.scenes.push_back(scene.get());
  }
  content.selected = tiled_ ? selected_ : 0;
  if (help_) {
    const auto taken = person_ ? keyboard_.keys() : std::vector<std::string>{};
    content.help = key_help(taken, agent_view_ != nullptr, scenes_.size() > 1);
    content.help.push_back({"to play:", ""});
    std::ranges::move(keyboard_.meanings(), std::back_inserter(content.help));
  }
  return content;
}

}  // namespace gymkhana::viz
