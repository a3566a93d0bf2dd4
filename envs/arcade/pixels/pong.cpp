// How Pong looks.
#include "envs/arcade/pixels/pong.h"

namespace gymkhana::pixels {
namespace {

constexpr Color court_color{144, 72, 17}, white{236, 236, 236}, orange{213, 130, 74}, green{92, 186, 92};
constexpr int upper_wall = 24;

}  // namespace

void Pong::paint(PixelFrame& frame) const {
  frame.clear(court_color);
  frame.rectangle(0, upper_wall, frame_width, court_top - upper_wall, white);
  frame.rectangle(0, court_bottom, frame_width, frame_height - court_bottom, white);
  frame.number(56, 1, 4, 4, lost_, orange);
  frame.number(136, 1, 4, 4, points_, green);
  frame.rectangle(machine_left, to_pixel(machine_), paddle_width, paddle_height, orange);
  frame.rectangle(player_left, to_pixel(player_), paddle_width, paddle_height, green);
  if (wait_ == 0) frame.rectangle(to_pixel(x_), to_pixel(y_), ball_width, ball_height, white);
}

}  // namespace gymkhana::pixels
