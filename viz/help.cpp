#include "viz/help.h"

#include <algorithm>

#include "envs/core/picture/palette.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

// Points:
constexpr double kRow = 20, kLowRow = 12;  // from line to line
constexpr double kMargin = 16, kLowMargin = 4;
constexpr double kFrame = 1;

}  // namespace

void draw_help(Page& page, const std::vector<HelpLine>& lines) {
  const Area all = page.area();
  const auto count = static_cast<double>(lines.size());
  const double margin = all.height < 420 ? kLowMargin : kMargin;
  const double row = std::clamp((all.height - 2 * margin - 2 * kGap) / count, kLowRow, kRow);
  double keys = 0, meanings = 0;
  for (const HelpLine& line : lines) {
    keys = std::max(keys, shown_width(kLabel, line.keys));
    meanings = std::max(meanings, shown_width(kLabel, line.meaning));
  }
  const double most = all.width - 2 * margin;
  const Area box{margin, margin, std::min(keys + meanings + 3.5 * kGap, most), row * count + 2 * kGap};
  page.draw(box.inset(-kFrame), [](Canvas& canvas) { canvas.clear(palette::slate); });
  page.draw(box, [&](Canvas& canvas) {
    double y = box.height - kGap - (row + kLabel) / 2;
    const double left = 2.5 * kGap + keys;
    for (const HelpLine& line : lines) {
      canvas.text({kGap, y}, kLabel, line.keys, palette::ink);
      canvas.text({left, y}, kLabel, fitted(line.meaning, kLabel, box.width - left), palette::slate);
      y -= row;
    }
  });
}

}  // namespace gymkhana::viz
