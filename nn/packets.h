// The widest vector registers of the target, through Eigen's packets: loads and stores that stop at an
// array's end. All lanes compute the same formula, so results do not depend on alignment or position.
#pragma once

#include <cstring>

#include <Eigen/Core>

#include "nn/matrix.h"

namespace gymkhana {

template <class Scalar>
using Packet = typename Eigen::internal::packet_traits<Scalar>::type;

/// Numbers per register.
template <class Scalar>
inline constexpr Index packet_size = Eigen::internal::unpacket_traits<Packet<Scalar>>::size;

constexpr Index round_up(Index count, Index step) {
  return (count + step - 1) / step * step;
}

template <class Scalar>
Packet<Scalar> load(const Scalar* from) {
  return Eigen::internal::ploadu<Packet<Scalar>>(from);
}

template <class Scalar>
Packet<Scalar> broadcast(Scalar value) {
  return Eigen::internal::pset1<Packet<Scalar>>(value);
}

/// The first `count` >= 1 numbers at `from`, and zeros in the lanes beyond.
template <class Scalar>
Packet<Scalar> load_up_to(const Scalar* from, Index count) {
  if (count >= packet_size<Scalar>) return load(from);
  Scalar lanes[packet_size<Scalar>] = {};
  std::memcpy(lanes, from, static_cast<std::size_t>(count) * sizeof(Scalar));
  return load(lanes);
}

/// Writes the first `count` >= 1 lanes.
template <class Scalar>
void store_up_to(Scalar* to, const Packet<Scalar>& packet, Index count) {
  if (count >= packet_size<Scalar>) return Eigen::internal::pstoreu(to, packet);
  Scalar lanes[packet_size<Scalar>];
  Eigen::internal::pstoreu(lanes, packet);
  std::memcpy(to, lanes, static_cast<std::size_t>(count) * sizeof(Scalar));
}

}  // namespace gymkhana
