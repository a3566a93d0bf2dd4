// The products behind a convolution. Patches of the pictures are read where they lie: no copy of them is
// made.
#pragma once

#include "nn/matrix.h"

namespace gymkhana {

/// The patches that a filter visits in a batch of pictures, whose margins are part of them. A patch is
/// `runs` rows of the picture, `run` neighbouring numbers each; patches lie on a grid, row by row.
template <class Scalar>
struct Patches {
  const Scalar* pictures;
  Index batch, picture;  ///< pictures, and numbers of each
  Index row;             ///< numbers of a picture's row
  Index grid_rows, grid_columns;
  Index down, across;  ///< numbers from a patch to the one below, and to the one beside it
  Index runs, run;

  Index grid() const { return grid_rows * grid_columns; }  ///< patches per picture
  Index count() const { return batch * grid(); }
  Index numbers() const { return runs * run; }  ///< of a patch
  const Scalar* at(Index patch) const {
    const Index place = patch % grid();
    return pictures + patch / grid() * picture + place / grid_columns * down + place % grid_columns * across;
  }
};

/// Numbers of scratch that convolve and add_filter_gradient need.
template <class Scalar>
Index convolution_scratch(Index filters, Index patch_numbers);

/// y (filters x patches) = bias + W patch, for W filters x numbers of a patch, row-major. Each number is a
/// chain of fused multiply-adds in the order of the patch, whatever the batch.
template <class Scalar>
void convolve(const Patches<Scalar>& patches, Index filters, const Scalar* weights, const Scalar* bias,
              Scalar* y, Scalar* scratch);

/// gradient (laid out as W) += sum over the patches of d_y patch^T, for d_y filters x patches, in order of
/// the patches.
template <class Scalar>
void add_filter_gradient(const Patches<Scalar>& patches, Index filters, const Scalar* d_y, Scalar* gradient,
                         Scalar* scratch);

}  // namespace gymkhana
