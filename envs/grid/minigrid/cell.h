// What a cell of a MiniGrid world can hold, and how it behaves.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gymkhana::minigrid {

/// Numbered as in MiniGrid's images. `unseen` and `agent` occur in images only.
enum class Kind : std::uint8_t { unseen, empty, wall, floor, door, key, ball, box, goal, lava, agent };
enum class Hue : std::uint8_t { red, green, blue, purple, yellow, grey };
enum class Door : std::uint8_t { open, closed, locked };

/// One cell, as the three numbers that images show.
struct Cell {
  Kind kind = Kind::empty;
  Hue hue = Hue::red;
  Door door = Door::open;       ///< of doors; open otherwise
  std::uint8_t key_inside = 0;  ///< of boxes: the hue of a hidden key plus 1; 0: nothing. Images hide it.

  bool operator==(const Cell&) const = default;

  bool is_empty() const { return kind == Kind::empty; }
  bool is_open_door() const { return kind == Kind::door && door == Door::open; }

  bool can_be_entered() const {
    return is_empty() || kind == Kind::goal || kind == Kind::lava || kind == Kind::floor || is_open_door();
  }
  bool can_be_picked_up() const { return kind == Kind::key || kind == Kind::ball || kind == Kind::box; }
  bool blocks_sight() const { return kind == Kind::wall || (kind == Kind::door && door != Door::open); }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(kind, hue, door, key_inside);
  }
};

inline constexpr Cell nothing{};
inline constexpr Cell wall{Kind::wall, Hue::grey};
inline constexpr Cell goal{Kind::goal, Hue::green};
inline constexpr Cell lava{Kind::lava, Hue::red};

/// All hues by the alphabet: the order in which MiniGrid draws them.
inline constexpr std::array hues_by_name = {Hue::blue,   Hue::green, Hue::grey,
                                            Hue::purple, Hue::red,   Hue::yellow};

constexpr std::string_view name_of(Hue hue) {
  constexpr std::array<std::string_view, 6> names = {"red", "green", "blue", "purple", "yellow", "grey"};
  return names[static_cast<std::size_t>(hue)];
}
constexpr std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 11> names = {"unseen", "empty", "wall", "floor", "door", "key",
                                                      "ball",   "box",   "goal", "lava",  "agent"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace gymkhana::minigrid
