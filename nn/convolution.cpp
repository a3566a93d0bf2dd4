// Tiles of filters (lanes of registers) by patches or by numbers of a patch, kept in registers while the
// products run.
#include "nn/convolution.h"

#include <algorithm>
#include <array>

#include "nn/packets.h"

namespace gymkhana {
namespace {

// As in product.cpp: sums that fit beside their factors in AVX-512's 32 registers, or in AVX's 16. At most
// twelve columns, because each needs an address.
constexpr bool wide_registers = EIGEN_MAX_STATIC_ALIGN_BYTES >= 64;
constexpr int most_packets = wide_registers ? 4 : 2;
constexpr int sums_in_registers = wide_registers ? 24 : 12;
template <int packets>
constexpr int convolution_columns = std::min(12, sums_in_registers / packets);

/// Calls work.operator()<packets>(first filter, filters) for panels of up to `most_packets` registers.
template <class Scalar, class Work>
void for_each_panel(Index filters, Work&& work) {
  constexpr Index size = packet_size<Scalar>;
  for (Index first = 0; first < filters; first += most_packets * size) {
    const Index count = std::min(most_packets * size, filters - first);
    const Index packets = (count + size - 1) / size;
    if constexpr (most_packets == 4) {
      if (packets == 4) work.template operator()<4>(first, count);
      if (packets == 3) work.template operator()<3>(first, count);
    }
    if (packets == 2) work.template operator()<2>(first, count);
    if (packets == 1) work.template operator()<1>(first, count);
  }
}

/// rows x columns, row-major, to columns x `stride`: filters side by side, filled up with zeros.
template <class Scalar>
void turn(const Scalar* from, Index rows, Index columns, Scalar* to, Index stride) {
  for (Index column = 0; column < columns; ++column) {
    for (Index row = 0; row < rows; ++row) to[column * stride + row] = from[row * columns + column];
    std::fill(to + column * stride + rows, to + (column + 1) * stride, Scalar(0));
  }
}

/// Writes the first `count` lanes of neighbouring packets, of which only the last may be in part.
template <int packets, class Scalar>
void store_panel(Scalar* to, const Packet<Scalar> (&sums)[packets], Index count) {
  constexpr Index whole = (packets - 1) * packet_size<Scalar>;
  for (int p = 0; p + 1 < packets; ++p) Eigen::internal::pstoreu(to + p * packet_size<Scalar>, sums[p]);
  store_up_to(to + whole, sums[packets - 1], count - whole);
}

/// y = bias + W patch for `columns` patches and a panel of filters.
template <int packets, int columns, class Scalar>
void convolve_tile(const Patches<Scalar>& patches, std::array<const Scalar*, columns> patch,
                   const Scalar* weights, Index stride, const Scalar* bias, Index filters,
                   const std::array<Scalar*, columns>& y) {
  constexpr Index size = packet_size<Scalar>;
  Packet<Scalar> sums[columns][packets];
#pragma GCC unroll 12
  for (int j = 0; j < columns; ++j)
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p) sums[j][p] = load(bias + p * size);
  for (Index r = 0; r < patches.runs; ++r) {
    for (Index i = 0; i < patches.run; ++i, weights += stride) {
      Packet<Scalar> left[packets];
#pragma GCC unroll 4
      for (int p = 0; p < packets; ++p) left[p] = load(weights + p * size);
#pragma GCC unroll 12
      for (int j = 0; j < columns; ++j) {
        const Packet<Scalar> right = broadcast(patch[j][i]);
#pragma GCC unroll 4
        for (int p = 0; p < packets; ++p) sums[j][p] = Eigen::internal::pmadd(left[p], right, sums[j][p]);
      }
    }
    for (int j = 0; j < columns; ++j) patch[j] += patches.row;
  }
#pragma GCC unroll 12
  for (int j = 0; j < columns; ++j) store_panel<packets>(y[j], sums[j], filters);
}

/// Adds d_y number^T of one picture's patches for `rows` neighbouring numbers of a run. Whether the filters
/// fill `whole` packets is known when compiling: a load that may stop short would take the sums out of their
/// registers.
template <int packets, int rows, bool whole, class Scalar>
void gradient_tile(const Patches<Scalar>& patches, const Scalar* first, const Scalar* d_y, Index filters,
                   Index left_filters, Scalar* gradient, Index stride) {
  constexpr Index size = packet_size<Scalar>;
  Packet<Scalar> sums[rows][packets];
#pragma GCC unroll 12
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p) sums[i][p] = load(gradient + i * stride + p * size);
  for (Index down = 0; down < patches.grid_rows; ++down, first += patches.down) {
    const Scalar* x = first;
    for (Index across = 0; across < patches.grid_columns; ++across, x += patches.across, d_y += filters) {
      Packet<Scalar> left[packets];
#pragma GCC unroll 4
      for (int p = 0; p < packets; ++p)
        left[p] = whole ? load(d_y + p * size) : load_up_to(d_y + p * size, left_filters - p * size);
#pragma GCC unroll 12
      for (int i = 0; i < rows; ++i) {
        const Packet<Scalar> right = broadcast(x[i]);
#pragma GCC unroll 4
        for (int p = 0; p < packets; ++p) sums[i][p] = Eigen::internal::pmadd(left[p], right, sums[i][p]);
      }
    }
  }
#pragma GCC unroll 12
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p) Eigen::internal::pstoreu(gradient + i * stride + p * size, sums[i][p]);
}

/// The gradient of one run of numbers in one picture, in tiles of as many numbers as fit.
template <int packets, class Scalar>
void gradient_run(const Patches<Scalar>& patches, const Scalar* first, const Scalar* d_y, Index filters,
                  Index left_filters, Scalar* gradient, Index stride) {
  for (Index i = 0; i < patches.run;) {
    const Index left = patches.run - i;
    const auto tile = [&]<int rows>() {
      const auto add = left_filters == packets * packet_size<Scalar>
                           ? gradient_tile<packets, rows, true, Scalar>
                           : gradient_tile<packets, rows, false, Scalar>;
      add(patches, first + i, d_y, filters, left_filters, gradient + i * stride, stride);
      i += rows;
    };
    if (left >= convolution_columns<packets>) {
      tile.template operator()<convolution_columns<packets>>();
    } else if (left >= 4) {
      tile.template operator()<4>();
    } else {
      tile.template operator()<1>();
    }
  }
}

}  // namespace

template <class Scalar>
Index convolution_scratch(Index filters, Index patch_numbers) {
  return (patch_numbers + 1) * round_up(filters, packet_size<Scalar>);
}

template <class Scalar>
void convolve(const Patches<Scalar>& patches, Index filters, const Scalar* weights, const Scalar* bias,
              Scalar* y, Scalar* scratch) {
  const Index stride = round_up(filters, packet_size<Scalar>), count = patches.count();
  Scalar* turned_bias = scratch + patches.numbers() * stride;
  turn(weights, filters, patches.numbers(), scratch, stride);
  turn(bias, filters, Index{1}, turned_bias, stride);
  for_each_panel<Scalar>(filters, [&]<int packets>(Index first, Index panel) {
    constexpr int columns = convolution_columns<packets>;
    std::array<const Scalar*, columns> patch;
    std::array<Scalar*, columns> out;
    for (Index column = 0; column < count; column += columns) {
      for (int j = 0; j < columns; ++j) {  // the last tile repeats the last patch rather than stop short
        const Index each = std::min(column + j, count - 1);
        patch[j] = patches.at(each);
        out[j] = y + each * filters + first;
      }
      convolve_tile<packets, columns>(patches, patch, scratch + first, stride, turned_bias + first, panel,
                                      out);
    }
  });
}

template <class Scalar>
void add_filter_gradient(const Patches<Scalar>& patches, Index filters, const Scalar* d_y, Scalar* gradient,
                         Scalar* scratch) {
  const Index stride = round_up(filters, packet_size<Scalar>), numbers = patches.numbers();
  std::fill_n(scratch, numbers * stride, Scalar(0));
  for (Index picture = 0; picture < patches.batch; ++picture) {
    const Scalar* x = patches.pictures + picture * patches.picture;
    const Scalar* d = d_y + picture * patches.grid() * filters;
    for_each_panel<Scalar>(filters, [&]<int packets>(Index first, Index panel) {
      for (Index r = 0; r < patches.runs; ++r)
        gradient_run<packets>(patches, x + r * patches.row, d + first, filters, panel,
                              scratch + r * patches.run * stride + first, stride);
    });
  }
  for (Index filter = 0; filter < filters; ++filter)
    for (Index i = 0; i < numbers; ++i) gradient[filter * numbers + i] += scratch[i * stride + filter];
}

template Index convolution_scratch<float>(Index, Index);
template Index convolution_scratch<double>(Index, Index);
template void convolve(const Patches<float>&, Index, const float*, const float*, float*, float*);
template void convolve(const Patches<double>&, Index, const double*, const double*, double*, double*);
template void add_filter_gradient(const Patches<float>&, Index, const float*, float*, float*);
template void add_filter_gradient(const Patches<double>&, Index, const double*, double*, double*);

}  // namespace gymkhana
