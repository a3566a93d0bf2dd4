// Recording without a window: whole episodes, as the viewer would show them, into a file.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "envs/core/fields.h"
#include "viz/agent_view.h"
#include "viz/cells/cell_overlay.h"
#include "viz/page.h"
#include "viz/recording/recording.h"
#include "viz/scene.h"
#include "viz/training_curves.h"

namespace gymkhana::viz {

/// How pictures look: shared by window and recordings.
struct PictureOptions {
  int width = 960, height = 640;  // points
  double scale = 1;               // pixels per point
  bool dark = false;
  std::string overlay = "agent";

  /// Error when that makes too many pixels.
  PageStyle style() const;
};

Fields fields(PictureOptions& options);

/// Shows one episode after another to a recording.
class Recorder {
 public:
  /// `path` as for open_recording. Environments that run faster than 30 steps a second are shown with some
  /// steps left out, in real time all the same.
  Recorder(const std::string& path, const PictureOptions& options, const EnvSpec& spec);

  /// The curves of the run that trained the agent, for the overlay of learning.
  void set_training(TrainingCurves curves) { training_ = std::move(curves); }
  /// From the scene's present state to the episode's end, or for `max_steps` steps (0: no such limit).
  void record_episode(Scene& scene, AgentView& agent_view, const std::string& actor, int max_steps);
  void finish() { recording_->finish(); }
  /// After finish(): "recorded 120 pictures in out.gif (84 KiB)".
  std::string summary() const;

  const std::vector<Episode>& episodes() const { return episodes_; }

 private:
  void show(Scene& scene, const AgentView& agent_view, const std::string& actor, const Insight& insight);
  void hold();
  bool are_apart() const;  // pictures, each in a file of its own

  std::string path_;
  PictureOptions options_;
  Page page_;
  int stride_;  // steps per picture
  std::unique_ptr<Recording> recording_;
  int pictures_ = 0;
  std::vector<Episode> episodes_;
  TrainingCurves training_;
  std::unique_ptr<CellOverlay> cells_;  // none: the environment has no cells
};

}  // namespace gymkhana::viz
