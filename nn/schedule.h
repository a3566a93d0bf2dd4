// Numbers that change over training, such as learning rates and epsilon.
#pragma once

#include <string>
#include <string_view>

namespace gymkhana {

/// A number as a function of how much of the training is left. Written as the zoo of Stable-Baselines3 writes
/// it, and as configuration keeps it:
///     0.001              constant
///     lin_0.001          falls linearly to 0 at the end
///     exp_0.001_0.00001  falls by a constant factor per step, from the first number to the second
///     ramp_1_0.05_0.1    goes linearly from 1 to 0.05 over the first tenth of training, then stays
class Schedule {
 public:
  Schedule(double value = 0) : start_(value), end_(value) {}
  static Schedule linear(double start) { return {Shape::linear, start, 0, 1}; }
  /// Both > 0, or Error.
  static Schedule exponential(double start, double end);
  /// `fraction` of the training, in (0, 1], or Error.
  static Schedule ramp(double start, double end, double fraction);

  /// The schedule that is written so; Error shows how they are written.
  static Schedule parse(std::string_view text);
  /// What parse reads as this schedule.
  std::string text() const;

  /// progress_remaining: 1 at the start of training, 0 at its end.
  double operator()(double progress_remaining) const;

  bool operator==(const Schedule&) const = default;

 private:
  enum class Shape { constant, linear, exponential, ramp };
  Schedule(Shape shape, double start, double end, double fraction)
      : shape_(shape), start_(start), end_(end), fraction_(fraction) {}

  Shape shape_ = Shape::constant;
  double start_, end_;
  double fraction_ = 1;  // of the training, over which start becomes end
};

}  // namespace gymkhana
