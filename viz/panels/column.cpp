#include "viz/panels/column.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

/// The panels that find room, and what is left when all of these are as small as they can be.
struct Fitting {
  std::vector<Panel> panels;
  double left = 0;
};

Fitting fitting(const std::vector<Panel>& panels, double height) {
  Fitting all{.left = height + kGap};
  for (const Panel& panel : panels) {
    const double need = panel.least + kGap;
    if (panel.most <= 0 || need > all.left) continue;
    all.left -= need;
    all.panels.push_back(panel);
  }
  return all;
}

}  // namespace

void draw_column(Page& page, Area area, const std::vector<Panel>& panels) {
  const Fitting all = fitting(panels, area.height);
  double wanted = 0;
  for (const Panel& panel : all.panels) wanted += panel.most - panel.least;
  const double share = wanted > 0 ? std::min(1.0, all.left / wanted) : 0;
  for (const Panel& panel : all.panels) {
    const double height = std::floor(panel.least + share * (panel.most - panel.least));  // crisp edges
    panel.draw(page, take_top(area, height));
    take_top(area, kGap);
  }
}

Panel fixed_panel(double height, std::function<void(Canvas&, const Area&)> draw) {
  return {height, height, [draw = std::move(draw)](Page& page, const Area& place) {
            page.draw(place, [&](Canvas& canvas) { draw(canvas, place); });
          }};
}

}  // namespace gymkhana::viz
