// The colours of all environments: one visual language, legible to the colour-blind (after Okabe and Ito,
// 2008).
#pragma once

#include "envs/core/picture/canvas.h"

namespace gymkhana::palette {

inline constexpr Color paper{250, 250, 247};  ///< background
inline constexpr Color ink{38, 41, 48};       ///< outlines, axles, text
inline constexpr Color slate{96, 104, 117};   ///< carts, tracks, walls
inline constexpr Color mist{214, 218, 224};   ///< ground lines, grids
inline constexpr Color blue{0, 114, 178};
inline constexpr Color sky{86, 180, 233};
inline constexpr Color green{0, 158, 115};
inline constexpr Color yellow{240, 196, 66};
inline constexpr Color orange{230, 140, 20};
inline constexpr Color red{204, 75, 55};
inline constexpr Color purple{160, 100, 160};

}  // namespace gymkhana::palette
