// What a game makes of one action: the common word of all arcade games.
#pragma once

namespace gymkhana {

struct Turn {
  int reward = 0;
  bool over = false;
};

}  // namespace gymkhana
