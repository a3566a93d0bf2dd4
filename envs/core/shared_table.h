// Transition tables that environments of equal options share: made once, for as long as one of them lives.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "envs/core/transition_table.h"

namespace gymkhana {

/// The table that make(options) gives, checked; an older one where an environment with these options lives.
/// Options are compared with <; every kind of environment has a type of its own for them. Safe to call from
/// several threads.
template <class Options, class Make>
std::shared_ptr<const TransitionTable> shared_table(const Options& options, Make make) {
  static std::mutex mutex;
  static std::map<Options, std::weak_ptr<const TransitionTable>> known;
  const std::scoped_lock lock(mutex);
  std::weak_ptr<const TransitionTable>& place = known[options];
  std::shared_ptr<const TransitionTable> table = place.lock();
  if (!table) {
    table = std::make_shared<const TransitionTable>(make(options));
    table->check();
    place = table;
  }
  return table;
}

}  // namespace gymkhana
