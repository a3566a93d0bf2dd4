// What CarRacing's window shows: the field, the road, the car from above, and the dashboard below.
#pragma once

#include <functional>
#include <span>

#include "envs/driving/paint_grid.h"
#include "envs/driving/race.h"
#include "envs/driving/traffic.h"

namespace gymkhana {

/// The window that shapes are given in: x to the right, y upwards.
inline constexpr double kWindowWidth = 1000, kWindowHeight = 800;

/// Takes one convex shape, in the window's coordinates.
using Painter = std::function<void(std::span<const Point>, Paint)>;

/// Of the black strip below.
inline constexpr double kDashboardHeight = kWindowHeight / 8;

/// Where the car is; it looks upwards.
inline constexpr Point kCarInWindow{kWindowWidth / 2, kWindowHeight / 4};

/// The window's pixels per unit. In the first second the camera comes down from high above; `time` counts
/// from the episode's start [s].
double zoom_at(double time);

/// The scene around the car at that time.
void paint_scene(const Race& race, const Traffic& traffic, double time, const Painter& paint);

/// Speed, the wheels' turning, steering, the car's turning, and the score, on a black strip.
void paint_dashboard(const Car& car, double score, const Painter& paint);

}  // namespace gymkhana
