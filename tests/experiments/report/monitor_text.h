// What a monitor file of CartPole begins with.
#pragma once

#include <string>

namespace gymkhana {

inline const std::string kHead = "#{\"t_start\": 100.5, \"env_id\": \"CartPole-v1\"}\nr,l,t\n";

}  // namespace gymkhana
