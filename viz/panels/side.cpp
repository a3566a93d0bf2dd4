#include "viz/panels/side.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "envs/core/picture/palette.h"
#include "viz/agent_view.h"
#include "viz/around.h"
#include "viz/panels/bars.h"
#include "viz/panels/column.h"
#include "viz/panels/curves.h"
#include "viz/panels/plot_grid.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kMargin = 16;  // points, as all below
constexpr double kHeadline = 92, kLowHeadline = 52, kFigureFoot = 2, kLegendRow = 18;
constexpr double kLowColumn = 420;  // columns less high have a low headline and slim margins
constexpr double kPicture = 216, kChart = 190, kBars = 260;  // heights at most
constexpr double kSmallest = 90;                             // height of pictures at least

bool is_low(const Area& area) {
  return area.height < kLowColumn;
}

Area column_of(const Area& area) {
  return area.inset(is_low(area) ? kMargin / 2 : kMargin);
}

const Scene& selected(const FrameContent& content) {
  return *content.scenes[content.selected];
}

void draw_figure(Canvas& canvas, Point at, const char* name, const std::string& value) {
  canvas.text({at.x, at.y + 16}, kLabel, name, palette::slate);
  canvas.text(at, kLabel + 1, value, palette::ink);
}

// Long names are written smaller.
double title_height(std::string_view id, double room) {
  return shown_width(kTitle, id) <= room ? kTitle : kLabel + 1;
}

/// Step, return and reward, or how the episode has ended; `low` is where the numbers stand.
void draw_figures(Canvas& canvas, double low, double width, const Scene& scene) {
  const double column = width / 3;
  draw_figure(canvas, {0, low}, "step", with_commas(scene.now()));
  draw_figure(canvas, {column, low}, "return", short_number(scene.total_reward()));
  const bool over = scene.over();
  draw_figure(canvas, {2 * column, low}, over ? "episode" : "reward",
              !over                ? short_number(scene.last_reward())
              : scene.terminated() ? "terminated"
                                   : "truncated");
}

void draw_names(Canvas& canvas, const Area& area, const FrameContent& content, bool with_actor) {
  const std::string& id = selected(content).spec().id;
  const double status = shown_width(kLabel, content.status);
  const double room = area.width - (status > 0 ? status + kGap : 0);
  const double height = title_height(id, room);
  canvas.text({0, area.height - kTitle - 1}, height, fitted(id, height, room), palette::ink);
  text_to(canvas, {area.width, area.height - kTitle}, kLabel, content.status, palette::orange);
  if (!with_actor) return;
  canvas.text({0, area.height - kTitle - 22}, kLabel, fitted(content.actor, kLabel, area.width),
              palette::slate);
}

// Low columns leave out who acts.
Panel headline_panel(const FrameContent& content, bool low) {
  return fixed_panel(low ? kLowHeadline : kHeadline, [&content, low](Canvas& canvas, const Area& place) {
    draw_names(canvas, place, content, !low);
    draw_figures(canvas, low ? kFigureFoot : place.height - kTitle - 62, place.width, selected(content));
  });
}

/// Bars shrink, then the last of them are left out.
Panel bars_panel(const FrameContent& content) {
  const BarChart bars = action_bars(content.insight, selected(content).spec());
  const double most = std::min(height_of(bars), kBars);
  return {std::min(least_height_of(bars), most), most, [bars](Page& page, const Area& place) {
            page.draw(place, [&](Canvas& canvas) { draw_bars(canvas, place, bars); });
          }};
}

Panel picture_panel(double most, std::function<void(Canvas&, const Area&)> draw) {
  Panel panel = fixed_panel(most, std::move(draw));
  panel.least = kSmallest;
  return panel;
}

Panel legend_panel(const std::vector<std::string>& lines) {
  return fixed_panel(kLegendRow * static_cast<double>(lines.size()),
                     [lines](Canvas& canvas, const Area& place) {
                       double y = place.height - kLabel;
                       for (const std::string& line : lines) {
                         canvas.text({0, y}, kLabel, fitted(line, kLabel, place.width), palette::slate);
                         y -= kLegendRow;
                       }
                     });
}

std::vector<Plot> all_of(std::vector<Plot> plots, std::vector<Plot> more) {
  std::ranges::move(more, std::back_inserter(plots));
  return plots;
}

std::vector<Panel> agent_panels(const FrameContent& content) {
  std::vector<Plot> plots;
  if (std::isfinite(value_of(content.insight))) plots.push_back(value_plot(content));
  plots = all_of(std::move(plots), episode_plots(selected(content)));
  return {bars_panel(content), plot_panel(all_of(std::move(plots), past_plots(content)))};
}

std::vector<Panel> learning_panels(const FrameContent& content) {
  std::vector<Plot> plots = training_plots(content);
  if (plots.empty()) return {legend_panel({"no curves of training yet"})};
  return {plot_panel(std::move(plots))};
}

std::vector<Panel> cell_panels(const FrameContent& content) {
  if (!content.cells) return agent_panels(content);
  return {bars_panel(content), plot_panel(all_of(episode_plots(selected(content)), past_plots(content))),
          legend_panel(content.cells->legend())};
}

std::vector<Panel> around_panels(const FrameContent& content) {
  const Surrounded* driver = surrounded(selected(content).env());
  if (!driver) return agent_panels(content);
  return {picture_panel(kChart,
                        [driver](Canvas& canvas, const Area& place) {
                          draw_from_above(canvas, place, driver->surroundings());
                        }),
          bars_panel(content), plot_panel(episode_plots(selected(content))),
          legend_panel({"blue: rays to the road's edge", "red: others, and rays that meet them",
                        "orange: the road's middle ahead"})};
}

std::vector<Panel> input_panels(const FrameContent& content) {
  if (!content.network_input) return agent_panels(content);
  const Panel pictures{kSmallest, kPicture, [&content](Page& page, const Area& place) {
                         draw_network_input(page, place, *content.network_input);
                       }};
  return {pictures, bars_panel(content), plot_panel(episode_plots(selected(content)))};
}

// Where an overlay has nothing to show, those of the agent.
std::vector<Panel> panels_of(const FrameContent& content) {
  switch (content.overlay) {
    case Overlay::agent:
      return agent_panels(content);
    case Overlay::learning:
      return learning_panels(content);
    case Overlay::cells:
      return cell_panels(content);
    case Overlay::around:
      return around_panels(content);
    case Overlay::input:
      return input_panels(content);
    case Overlay::plain:
      break;
  }
  return {};
}

}  // namespace

void draw_panels(Page& page, const FrameContent& content, const Area& area) {
  std::vector<Panel> panels = panels_of(content);
  panels.insert(panels.begin(), headline_panel(content, is_low(area)));
  draw_column(page, column_of(area), panels);
}

void draw_headline(Page& page, const FrameContent& content, const Area& area) {
  draw_column(page, column_of(area), {headline_panel(content, is_low(area))});
}

}  // namespace gymkhana::viz
