#include "replay/memory.h"

#include <algorithm>
#include <fmt/core.h>
#include <fstream>
#include <unistd.h>

namespace gymkhana {

double physical_memory() {
  const double machine =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  std::ifstream file("/sys/fs/cgroup/memory.max");  // a container's limit; "max" where there is none
  double limit = 0;
  return file >> limit && limit > 0 ? std::min(machine, limit) : machine;
}

std::string gibibytes(double bytes) {
  return fmt::format("{:.1f} GiB", bytes / (1 << 30));
}

}  // namespace gymkhana
