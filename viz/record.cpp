#include "viz/record.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "viz/frame_content.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kMostPictures = 30;  // per second
constexpr int kMostPixels = 4096;  // a side: larger pages take seconds to draw, and windows may refuse them

int stride_for(const EnvSpec& spec) {
  return std::max(1, static_cast<int>(std::ceil(spec.render_fps / kMostPictures)));
}

}  // namespace

PageStyle PictureOptions::style() const {
  const double most = std::max(width, height) * scale;
  if (most > kMostPixels) {
    throw Error("a picture of " + std::to_string(width) + " x " + std::to_string(height) + " at scale " +
                short_number(scale) + " is larger than " + std::to_string(kMostPixels) +
                " pixels; make --scale, --width or --height less");
  }
  return {.width = static_cast<int>(std::lround(width * scale)),
          .height = static_cast<int>(std::lround(height * scale)),
          .scale = scale,
          .dark = dark};
}

Fields fields(PictureOptions& options) {
  return {
      field("width", options.width, "of the picture, in points", between(64, kMostPixels)),
      field("height", options.height, "of the picture, in points", between(64, kMostPixels)),
      field("scale", options.scale, "pixels per point: 2 for screens of high resolution", between(0.5, 4)),
      field("dark", options.dark, "light figures on a dark page"),
      choice("overlay", options.overlay, overlay_names(), "the panels beside the environment")};
}

Recorder::Recorder(const std::string& path, const PictureOptions& options, const EnvSpec& spec)
    : path_(path),
      options_(options),
      page_(options.style()),
      stride_(stride_for(spec)),
      recording_(open_recording(path, double(spec.render_fps) / stride_)) {}

void Recorder::record_episode(Scene& scene, AgentView& agent_view, const std::string& actor, int max_steps) {
  if (overlay_named(options_.overlay) == Overlay::cells && !cells_) cells_ = cell_overlay_for(scene.env());
  if (cells_) cells_->visit(scene);
  scene.set_memory_size(agent_view.memory_size());
  int due = 0;  // the environment's own step that the next picture belongs to
  const auto hold_until_now = [&] {
    for (; due + stride_ <= scene.frames(); due += stride_) hold();
  };
  for (int steps = 0; !scene.over() && (max_steps == 0 || steps < max_steps); ++steps) {
    const Insight insight = agent_view.look(scene);
    if (scene.frames() >= due) {
      hold_until_now();
      show(scene, agent_view, actor, insight);
      due += stride_;
    }
    const Action action = agent_view.choose(scene);
    scene.step(action, value_of(insight), agent_view.memory());
    if (cells_) cells_->visit(scene);
  }
  episodes_.push_back(scene.episode());
  hold_until_now();
  show(scene, agent_view, actor, agent_view.look(scene));
}

void Recorder::show(Scene& scene, const AgentView& agent_view, const std::string& actor,
                    const Insight& insight) {
  if (cells_ && agent_view.memory_size() > 0) cells_->new_weights();  // values change with the memory
  if (cells_) cells_->update(agent_view.agent(), scene);
  const bool pictures = overlay_named(options_.overlay) == Overlay::input && observes_pictures(scene.spec());
  const NetworkInput input =
      pictures ? network_input(agent_view.agent(), scene.env(), scene.seen(), scene.memory())
               : NetworkInput{};
  FrameContent content{.scenes = {&scene},
                       .overlay = overlay_named(options_.overlay),
                       .actor = actor,
                       .insight = insight,
                       .scaled = agent_view.scaled(),
                       .episodes = episodes_,
                       .training = &training_,
                       .cells = cells_.get(),
                       .network_input = pictures ? &input : nullptr};
  draw_frame(page_, content);
  recording_->add(page_.image());
  ++pictures_;
}

// An agent's step may take several of the environment's: its picture stays for all of them where time counts.
void Recorder::hold() {
  if (!are_apart()) recording_->add(page_.image());
}

bool Recorder::are_apart() const {
  return ending_of(path_) == ".png";
}

std::string Recorder::summary() const {
  const bool apart = are_apart();
  const std::string first = apart ? picture_file(path_, 1) : path_;
  std::uintmax_t bytes = std::filesystem::file_size(first);
  for (int i = 2; apart && i <= pictures_; ++i) bytes += std::filesystem::file_size(picture_file(path_, i));
  const bool several = apart && pictures_ > 1;
  return "recorded " + std::to_string(pictures_) + (pictures_ == 1 ? " picture" : " pictures") + " in " +
         first + (several ? " to " + picture_file(path_, pictures_) : "") + " (" +
         std::to_string((bytes + 1023) / 1024) + " KiB)";
}

}  // namespace gymkhana::viz
