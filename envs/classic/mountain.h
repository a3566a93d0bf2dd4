// The mountain of both MountainCar environments: its shape and its picture.
#pragma once

namespace gymkhana {

class Canvas;

namespace mountain {

inline constexpr double left_wall = -1.2;  ///< position where the car stops dead
inline constexpr double right_end = 0.6;   ///< position that is never passed
inline constexpr double max_speed = 0.07;  ///< position units per step

/// Draws the hills, a flag at position `goal`, and the car.
void draw(Canvas& canvas, double position, double goal);

}  // namespace mountain
}  // namespace gymkhana
