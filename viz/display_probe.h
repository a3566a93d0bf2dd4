// Tries in a child process what may crash or hang, as opening a window does on displays that lack OpenGL.
#pragma once

#include <chrono>
#include <functional>

namespace gymkhana::viz {

/// Whether `work` ends well in a child process, and within `limit`. A crash, an exception or a hang there
/// leaves this process as it is; nothing that the child says is seen.
bool succeeds_in_child(const std::function<void()>& work, std::chrono::milliseconds limit);

}  // namespace gymkhana::viz
