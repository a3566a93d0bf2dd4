// The viewer session: environments that run at any speed, pause, rewind and change between agent and person.
// It knows no window: time and commands come from outside, and it says what there is to show.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/agent_view.h"
#include "viz/cells/cell_overlay.h"
#include "viz/commands.h"
#include "viz/feed.h"
#include "viz/frame_content.h"
#include "viz/keyboard_input.h"

namespace gymkhana::viz {

using MakeEnv = std::function<std::unique_ptr<Env>()>;

/// What was done in one episode.
struct PlayedEpisode {
  std::uint64_t seed;  ///< as in reset(seed=...)
  std::vector<std::vector<double>> actions;
};

struct SessionSetup {
  MakeEnv make_env;
  int slots = 1;                          ///< 1 .. 16; slot i starts with seed + i
  std::uint64_t seed = 0;                 ///< as in reset(seed=...)
  std::unique_ptr<AgentView> agent_view;  ///< null: a person plays
  std::string agent_name;                 ///< what to call it: "ppo"
  Overlay overlay = Overlay::agent;
  /// Told what a person who plays alone has played, whenever an episode is left for the next.
  std::function<void(const std::vector<PlayedEpisode>&)> on_played = {};
};

class ViewerSession {
 public:
  explicit ViewerSession(SessionSetup setup);

  /// Lets `seconds` pass: environments take the steps that are due, at most for `budget` seconds of
  /// computing.
  void tick(double seconds, double budget = 0.02);
  void execute(const KeyCommand& command);
  /// A key goes to the environment if a person plays it, or to take it over; else it may be a command, which
  /// is returned for those that the viewer session does not handle itself.
  std::optional<KeyCommand> press(const std::string& key);
  /// Shift takes over when it is let go alone: it is also part of other keys, "+" for one.
  void release(const std::string& key);
  void release_all() { keyboard_.release_all(); }
  void choose(int slot);
  /// The slot `step` places on, round and round.
  void choose_next(int step);
  /// Pauses and winds the selected environment to the state after so many steps of its episode.
  void seek(int moment);

  /// Takes newer weights and curves.
  void follow(Feed& feed);

  FrameContent content() const;
  /// Of the selected environment's episodes, as far as they have ended.
  const std::vector<Episode>& episodes() const { return episodes_[selected_]; }
  /// What a person who plays alone has played so far, in order and as finally decided: steps that were
  /// rewound count until others take their place. The next episode's seed is one more, unless R or N say
  /// otherwise.
  std::vector<PlayedEpisode> played() const;
  const Scene& scene() const { return *scenes_[selected_]; }
  int selected() const { return selected_; }
  bool paused() const { return paused_; }
  bool person_plays() const { return person_; }
  double speed() const { return speed_; }  ///< times real time
  Overlay overlay() const { return overlay_; }
  /// Whether anything changed since the last call.
  bool take_changed() { return std::exchange(changed_, false); }

 private:
  /// An environment and how far it is behind real time.
  struct Clock {
    double due = 0;       // of the environment's own steps
    double rest = 0;      // seconds for which an ended episode still stands there
    double lateness = 0;  // share of ticks, lately, whose steps the machine could not do in time
  };

  void run_slot(int slot, double seconds, double budget);
  bool step_once(int slot);
  void begin(int slot, std::uint64_t seed);
  void next_episode(int slot);
  std::optional<Action> person_action();
  bool by_taps() const;
  void single_step();
  void resume_after_seek();
  void restart(std::uint64_t seed);
  void close_episode();
  void next_overlay();
  bool fits(Overlay overlay) const;
  void update_insight();
  std::string actor() const;
  std::string status() const;

  std::vector<std::unique_ptr<Scene>> scenes_;
  std::vector<Clock> clocks_;
  std::unique_ptr<AgentView> agent_view_;
  std::string agent_name_;
  KeyboardInput keyboard_;
  std::unique_ptr<CellOverlay> cells_;  // none: the environment has no cells
  std::optional<NetworkInput> network_input_;
  TrainingCurves curves_;
  std::string run_state_;
  std::vector<std::vector<Episode>> episodes_;  // by slot
  std::vector<PlayedEpisode> played_;           // before the present one
  std::function<void(const std::vector<PlayedEpisode>&)> on_played_;
  Insight insight_;

  int selected_ = 0;
  bool tiled_ = false, paused_ = false, person_ = false, help_ = false, changed_ = true;
  bool paused_by_seek_ = false;  // paused by seeking: who plays on goes on
  bool lone_shift_ = false;      // pressed, and no other key since
  double speed_ = 1;
  Overlay overlay_;
};

}  // namespace gymkhana::viz
