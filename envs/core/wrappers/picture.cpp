#include "envs/core/wrappers/picture.h"

#include "base/error.h"

namespace gymkhana {

PictureShape picture_shape(const Space& space) {
  const auto* box = std::get_if<Box>(&space);
  if (box == nullptr || box->dtype != DType::uint8 || box->shape.size() != 3) {
    throw Error("needs pictures, a uint8 Box (height, width, channels), not " + to_string(space));
  }
  return {box->shape[0], box->shape[1], box->shape[2]};
}

}  // namespace gymkhana
