// What a page shows at one moment, and how it is laid out: environments on the left, panels on the right.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "viz/cells/cell_overlay.h"
#include "viz/commands.h"
#include "viz/network_input.h"
#include "viz/page.h"
#include "viz/scene.h"
#include "viz/training_curves.h"

namespace gymkhana::viz {

/// The sets of panels that Tab goes through; those that have nothing to show for an environment are left out.
enum class Overlay {
  agent,     ///< action bars; value, return and reward over time; what past episodes came to
  learning,  ///< curves of the training run
  cells,     ///< on environments of cells: values, policy, visits
  around,    ///< for drivers: rays, the way ahead, others
  input,     ///< for pictures: what the network gets, and which pixels matter
  plain,     ///< the environment alone
};

const std::vector<std::string>& overlay_names();
/// Error for a name that is none.
Overlay overlay_named(const std::string& name);
/// Whether there is something to show of an agent in this environment, now or as it trains.
bool fits(Overlay overlay, const Env& env);
/// Error that names those that fit when `name` does not.
void check_overlay(const std::string& name, const Env& env);

struct FrameContent {
  std::vector<const Scene*> scenes;  ///< one, or several as tiles
  int selected = 0;                  ///< whose panels are shown
  Overlay overlay = Overlay::agent;
  std::string actor;                   ///< who acts: "ppo after 51,200 steps", "you"
  std::string status;                  ///< "paused", "4x"
  Insight insight = {};                ///< of the selected scene
  bool scaled = false;                 ///< whether its values are of normalised rewards
  std::vector<Episode> episodes = {};  ///< those that have ended
  const TrainingCurves* training = nullptr;
  const CellOverlay* cells = nullptr;
  const NetworkInput* network_input = nullptr;
  bool timeline = false;            ///< whether there is one below the environments
  std::vector<HelpLine> help = {};  ///< lines over the page; none: no help
};

/// The parts of a page.
struct Layout {
  std::vector<Area> scenes;  ///< one per scene
  Area panels;               ///< no width: there are none
  Area timeline;             ///< no height: there is none
};

Layout lay_out(const Page& page, const FrameContent& content);
void draw_frame(Page& page, const FrameContent& content);
/// The environments, and all that tells their step, again, on a page that shows the rest already.
void draw_envs(Page& page, const FrameContent& content);

}  // namespace gymkhana::viz
