#include "envs/core/observation.h"

#include <cstdint>

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

const Space mixed =
    Composite{Composite::Kind::dict, {{"image", bytes({3})}, {"speed", box(2, 0, 9)}, {"gear", Discrete{5}}}};

}  // namespace

TEST_CASE("slots lie one after another, parts apart and aligned") {
  const ObservationBatch batch(mixed, 5);
  CHECK(batch.part_count() == 3);
  for (int part = 0; part < 3; ++part) {
    CHECK(reinterpret_cast<std::uintptr_t>(batch.part(part).data) % 64 == 0);
  }
  batch[4].bytes(0)[2] = 7;
  batch[3].floats(1)[0] = 1.5f;
  batch[2].write_index(4, 2);
  CHECK(batch.data<std::uint8_t>(0)[4 * 3 + 2] == 7);
  CHECK(batch.data<float>(1)[3 * 2] == 1.5f);
  CHECK(batch.data<std::int32_t>(2)[2] == 4);
  CHECK(batch.number(0, 4, 2) == 7);
  CHECK(batch.number(1, 3, 0) == 1.5);
  CHECK(batch.number(2, 2, 0) == 4);
  CHECK(batch[3].raw(1).size() == 8);
}

TEST_CASE("an empty observation is not written, and says so to who tries") {
  const Observation empty;
  empty.write(1, 2);
  empty.write_index(3);
  CHECK(empty.empty());
  CHECK_THROWS_AS(empty.floats(), Error);
  const ObservationBatch batch(box(2, 0, 9), 1);
  batch.copy_to(empty, 0);
}

TEST_CASE("copies are copies") {
  ObservationBatch batch(mixed, 2);
  batch[1].floats(1)[1] = 3;
  ObservationBatch copy = batch;
  batch[1].floats(1)[1] = 4;
  CHECK(copy[1].floats(1)[1] == 3);
  copy.copy(0, batch, 1);
  CHECK(copy[0].floats(1)[1] == 4);
  copy.copy_to(batch[0], 1);
  CHECK(batch[0].floats(1)[1] == 3);
  copy = std::move(batch);
  CHECK(copy[1].floats(1)[1] == 4);
}

TEST_CASE("what is saved is what is loaded, into the same space only") {
  const ObservationBatch batch(mixed, 2);
  batch[1].write_index(4, 2);
  ObservationBatch loaded(mixed, 2), other(mixed, 3);
  load_state(loaded, save_state(batch));
  CHECK(loaded[1].integers(2)[0] == 4);
  CHECK_THROWS_AS(load_state(other, save_state(batch)), Error);
}
