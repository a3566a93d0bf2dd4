// The program behind `gymkhana`: every verb of the command line, for this library's environments and agents
// or yours.
#pragma once

#include "experiments/settings/registry.h"

namespace gymkhana {

/// Does what the command line says and returns the exit status: 0 done, 1 the work itself failed, 2 the user
/// can mend it (one line on stderr says how), 130 interrupted.
int main(int argc, char** argv, const Registry& registry);

}  // namespace gymkhana
