// How Pong looks.
#include "envs/arcade/pixels/pong.h"

namespace gymkhana::pixels {
namespace {

constexpr Color ground{144, 72, 17}, white{236, 236, 236}, orange{213, 130, 74}, green{92, 186, 92};
constexpr int wall_top = 24;

}  // namespace

void Pong::paint(PixelFrame& frame) const {
  frame.clear(ground);
  frame.rectangle(0, wall_top, frame_width, court_top - wall_top, white);
  frame.rectangle(0, court_bottom, frame_width, frame_height - court_bottom, white);
  frame.number(56, 1, 4, 4, lost_, orange);
  frame.number(136, 1, 4, 4, points_, green);
  frame.rectangle(machine_left, to_pixel(machine_), paddle_width, paddle_height, orange);
  frame.rectangle(player_left, to_pixel(player_), paddle_width, paddle_height, green);
  if (wait_ == 0) frame.rectangle(to_pixel(x_), to_pixel(y_), ball_width, ball_height, white);
}

}  // namespace gymkhana::pixels
