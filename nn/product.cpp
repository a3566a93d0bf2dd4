// A register-blocked product: tiles of C stay in registers while k runs. For the sizes of policies and value
// functions (tens to hundreds of rows) this beats a general product, whose packing costs more than it gains.
#include "nn/product.h"

#include <algorithm>

#include "nn/packets.h"

namespace gymkhana {
namespace {

// A tile is packets x columns accumulators: 24 of AVX-512's 32 registers, 12 of AVX's 16.
constexpr int tile_packets = EIGEN_MAX_STATIC_ALIGN_BYTES >= 64 ? 4 : 2;
constexpr int tile_columns = 6;
// Rows of B taken at a time, so that a panel of A (tile rows x depth) stays in the second-level cache.
constexpr Index depth = 512;
template <class Scalar>
constexpr Index tile_rows = tile_packets* packet_size<Scalar>;

template <class Scalar>
struct Tile {
  Index rows;  // rows of C that exist, at most packets * packet_size
  Index k;
  const Scalar* a;  // rows side by side, filling whole packets
  Index a_stride;
  RightFactor<Scalar> b;
  Start<Scalar> start;
  Scalar* c;
  Index c_stride;
};

/// `whole`: all rows of all packets exist. Then nothing is called between load and store that would make the
/// sums leave their registers.
template <int packets, int columns, bool whole, class Scalar>
void multiply_tile(const Tile<Scalar>& tile) {
  constexpr Index size = packet_size<Scalar>;
  const auto rows_from = [&](int p) { return whole ? size : tile.rows - p * size; };
  Packet<Scalar> sums[columns][packets];
  if (tile.start.data) {
#pragma GCC unroll 6
    for (int j = 0; j < columns; ++j)
#pragma GCC unroll 4
      for (int p = 0; p < packets; ++p)
        sums[j][p] = load_up_to(tile.start.data + j * tile.start.stride + p * size, rows_from(p));
  } else {
#pragma GCC unroll 6
    for (int j = 0; j < columns; ++j)
#pragma GCC unroll 4
      for (int p = 0; p < packets; ++p) sums[j][p] = broadcast(Scalar(0));
  }
  const Scalar* a = tile.a;
  const Scalar* b = tile.b.data;
  for (Index i = 0; i < tile.k; ++i, a += tile.a_stride, b += tile.b.row_stride) {
    Packet<Scalar> left[packets];
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p) left[p] = load(a + p * size);
#pragma GCC unroll 6
    for (int j = 0; j < columns; ++j) {
      const Packet<Scalar> right = broadcast(b[j * tile.b.column_stride]);
#pragma GCC unroll 4
      for (int p = 0; p < packets; ++p) sums[j][p] = Eigen::internal::pmadd(left[p], right, sums[j][p]);
    }
  }
#pragma GCC unroll 6
  for (int j = 0; j < columns; ++j)
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p)
      store_up_to(tile.c + j * tile.c_stride + p * size, sums[j][p], rows_from(p));
}

template <int packets, bool whole, class Scalar>
void multiply_columns(const Tile<Scalar>& tile, Index columns) {
  switch (columns) {
    case 1:
      return multiply_tile<packets, 1, whole>(tile);
    case 2:
      return multiply_tile<packets, 2, whole>(tile);
    case 3:
      return multiply_tile<packets, 3, whole>(tile);
    case 4:
      return multiply_tile<packets, 4, whole>(tile);
    case 5:
      return multiply_tile<packets, 5, whole>(tile);
    default:
      return multiply_tile<packets, tile_columns, whole>(tile);
  }
}

template <int packets, class Scalar>
void multiply_rows_and_columns(const Tile<Scalar>& tile, Index columns) {
  if (tile.rows == packets * packet_size<Scalar>)
    multiply_columns<packets, true>(tile, columns);
  else
    multiply_columns<packets, false>(tile, columns);
}

template <class Scalar>
void multiply_tile_of_any_size(const Tile<Scalar>& tile, Index columns) {
  const Index packets = (tile.rows + packet_size<Scalar> - 1) / packet_size<Scalar>;
  if constexpr (tile_packets == 4) {
    if (packets == 4) return multiply_rows_and_columns<4>(tile, columns);
    if (packets == 3) return multiply_rows_and_columns<3>(tile, columns);
  }
  if (packets == 2) return multiply_rows_and_columns<2>(tile, columns);
  multiply_rows_and_columns<1>(tile, columns);
}

/// `rows` x `columns` numbers of A from `from` on, rows side by side and filled up with zeros to whole
/// packets.
template <class Scalar>
void pack_columns(const Scalar* from, Index stride, Index rows, Index columns, Scalar* to) {
  const Index to_stride = round_up(rows, packet_size<Scalar>);
  for (Index column = 0; column < columns; ++column, from += stride, to += to_stride) {
    std::copy_n(from, rows, to);
    std::fill(to + rows, to + to_stride, Scalar(0));
  }
}

// Registers as template arguments lose attributes that matter to overloading only.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"
/// The same where the columns lie side by side.
template <class Scalar>
void pack_rows(const Scalar* from, Index stride, Index rows, Index columns, Scalar* to) {
  constexpr Index size = packet_size<Scalar>;
  const Index to_stride = round_up(rows, size);
  const Index whole_rows = rows / size * size, whole_columns = columns / size * size;
  for (Index row = 0; row < whole_rows; row += size) {
    for (Index column = 0; column < whole_columns; column += size) {
      Eigen::internal::PacketBlock<Packet<Scalar>, size> block;
      for (Index i = 0; i < size; ++i) block.packet[i] = load(from + (row + i) * stride + column);
      Eigen::internal::ptranspose(block);
      for (Index i = 0; i < size; ++i)
        Eigen::internal::pstoreu(to + (column + i) * to_stride + row, block.packet[i]);
    }
  }
  for (Index column = 0; column < columns; ++column)
    for (Index row = column < whole_columns ? whole_rows : 0; row < to_stride; ++row)
      to[column * to_stride + row] = row < rows ? from[row * stride + column] : Scalar(0);
}
#pragma GCC diagnostic pop

/// Columns of numbers, `stride` apart.
template <class Scalar>
struct Panel {
  const Scalar* data;
  Index stride;
};

/// The block of A from `from` on, rows side by side and filled up to whole packets.
template <class Scalar>
void pack_panel(const LeftFactor<Scalar>& a, const Scalar* from, Index rows, Index columns, Scalar* to) {
  if (a.row_stride == 1)
    pack_columns(from, a.column_stride, rows, columns, to);
  else
    pack_rows(from, a.row_stride, rows, columns, to);
}

/// The same as a tile wants it: where it lies, or packed into `scratch`.
template <class Scalar>
Panel<Scalar> panel_of(const LeftFactor<Scalar>& a, const Scalar* from, Index rows, Index columns,
                       Scalar* scratch) {
  const Index filled = round_up(rows, packet_size<Scalar>);
  if (a.row_stride == 1 && rows == filled) return {from, a.column_stride};
  pack_panel(a, from, rows, columns, scratch);
  return {scratch, filled};
}

/// All tiles of a product; panel_at(row, rows, first, columns) gives the block of A that begins there.
template <class Scalar, class PanelAt>
void multiply_panels(Index m, Index n, Index k, PanelAt&& panel_at, RightFactor<Scalar> b,
                     Start<Scalar> start, Scalar* c) {
  // Even groups of columns rather than full ones and a rest: eight are 4 + 4, not 6 + 2.
  const Index groups = (n + tile_columns - 1) / tile_columns;
  for (Index first = 0; first < std::max<Index>(k, 1); first += depth) {
    const Index block = std::min(depth, k - first);
    for (Index row = 0; row < m; row += tile_rows<Scalar>) {
      const Index rows = std::min(tile_rows<Scalar>, m - row);
      const Panel<Scalar> panel = panel_at(row, rows, first, block);
      for (Index group = 0; group < groups; ++group) {
        const Index column = n * group / groups, columns = n * (group + 1) / groups - column;
        multiply_tile_of_any_size<Scalar>(
            {.rows = rows,
             .k = block,
             .a = panel.data,
             .a_stride = panel.stride,
             .b = {b.data + first * b.row_stride + column * b.column_stride, b.row_stride, b.column_stride},
             .start = {start.data ? start.data + row + column * start.stride : nullptr, start.stride},
             .c = c + row + column * m,
             .c_stride = m},
            columns);
      }
    }
    start = {c, m};
  }
}

}  // namespace

template <class Scalar>
Index product_scratch() {
  return tile_rows<Scalar> * depth;
}

template <class Scalar>
void multiply(Index m, Index n, Index k, LeftFactor<Scalar> a, RightFactor<Scalar> b, Start<Scalar> start,
              Scalar* c, Scalar* scratch) {
  const auto panel = [&](Index row, Index rows, Index first, Index columns) {
    return panel_of(a, a.data + row * a.row_stride + first * a.column_stride, rows, columns, scratch);
  };
  multiply_panels(m, n, k, panel, b, start, c);
}

template <class Scalar>
Index packed_size(Index m, Index k) {
  return round_up(m, packet_size<Scalar>) * k;
}

template <class Scalar>
void pack(Index m, Index k, LeftFactor<Scalar> a, Scalar* packed) {
  for (Index row = 0; row < m; row += tile_rows<Scalar>)
    pack_panel(a, a.data + row * a.row_stride, std::min(tile_rows<Scalar>, m - row), k, packed + row * k);
}

template <class Scalar>
void multiply_packed(Index m, Index n, Index k, const Scalar* packed, RightFactor<Scalar> b,
                     Start<Scalar> start, Scalar* c) {
  const auto panel = [&](Index row, Index rows, Index first, Index) {
    const Index filled = round_up(rows, packet_size<Scalar>);
    return Panel<Scalar>{packed + row * k + first * filled, filled};
  };
  multiply_panels(m, n, k, panel, b, start, c);
}

template <class Scalar>
void multiply_rows(Index outputs, Index batch, Index inputs, const Scalar* weights, const Scalar* x,
                   const Scalar* bias, Scalar* y) {
  constexpr Index size = packet_size<Scalar>;
  for (Index sample = 0; sample < batch; ++sample, x += inputs) {
    for (Index output = 0; output < outputs; ++output) {
      const Scalar* row = weights + output * inputs;
      Packet<Scalar> sum = broadcast(Scalar(0));
      for (Index i = 0; i < inputs; i += size)
        sum = Eigen::internal::pmadd(load_up_to(row + i, inputs - i), load_up_to(x + i, inputs - i), sum);
      y[sample * outputs + output] = bias[output] + Eigen::internal::predux(sum);
    }
  }
}

template Index product_scratch<float>();
template Index product_scratch<double>();
template void multiply(Index, Index, Index, LeftFactor<float>, RightFactor<float>, Start<float>, float*,
                       float*);
template void multiply(Index, Index, Index, LeftFactor<double>, RightFactor<double>, Start<double>, double*,
                       double*);
template Index packed_size<float>(Index, Index);
template Index packed_size<double>(Index, Index);
template void pack(Index, Index, LeftFactor<float>, float*);
template void pack(Index, Index, LeftFactor<double>, double*);
template void multiply_packed(Index, Index, Index, const float*, RightFactor<float>, Start<float>, float*);
template void multiply_packed(Index, Index, Index, const double*, RightFactor<double>, Start<double>,
                              double*);
template void multiply_rows(Index, Index, Index, const float*, const float*, const float*, float*);
template void multiply_rows(Index, Index, Index, const double*, const double*, const double*, double*);

}  // namespace gymkhana
