// The table of wrappers: one line per name, no static registrars; programs add their own lines.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "envs/core/env.h"

namespace gymkhana {

/// A line in the table of wrappers.
struct WrapperEntry {
  std::string name;     ///< as presets and flags write it: "frame_stack"
  std::string summary;  ///< one line: what it does, and example values: "observe the last N observations: 4"
  /// Puts the wrapper around an environment; `value` is what stands after the "=". Error when value or
  /// environment does not fit.
  std::function<std::unique_ptr<Env>(std::unique_ptr<Env> inner, const std::string& value)> make;
};

/// Wrappers by name, sorted.
class WrapperRegistry {
 public:
  /// A name that is already there is an Error.
  void add(WrapperEntry entry);

  const std::vector<WrapperEntry>& entries() const { return entries_; }
  /// The line of `name`; Error names the nearest known one.
  const WrapperEntry& find(const std::string& name) const;

 private:
  std::vector<WrapperEntry> entries_;
};

/// The wrappers that fit many environments. (Normalisation keeps one statistic for all slots and is the
/// encoder's.)
WrapperRegistry general_wrappers();

}  // namespace gymkhana
