#include "envs/core/wrappers/wrapper_registry.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace gymkhana {
namespace {

bool is_normalisation(const std::string& name) {
  return name == "normalize" || name == "normalize_observation" || name == "normalize_reward";
}

}  // namespace

void WrapperRegistry::add(WrapperEntry entry) {
  const auto place = std::ranges::lower_bound(entries_, entry.name, {}, &WrapperEntry::name);
  if (place != entries_.end() && place->name == entry.name)
    throw Error("wrapper \"" + entry.name + "\" is registered already; give the new one another name");
  entries_.insert(place, std::move(entry));
}

const WrapperEntry& WrapperRegistry::find(const std::string& name) const {
  std::vector<std::string> names;
  for (const WrapperEntry& entry : entries_) {
    if (entry.name == name) return entry;
    names.push_back(entry.name);
  }
  if (is_normalisation(name)) {
    throw Error("wrapper " + name + ": normalisation keeps one statistic for all slots and is no wrapper; " +
                "set " + name + " = true beside the algorithm's keys");
  }
  throw unknown_word("wrapper", name, names);
}

}  // namespace gymkhana
