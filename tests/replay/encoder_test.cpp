// The encoder: each kind of space by hand, the zero-copy view, and normalisation.
#include "replay/encoder.h"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"

using namespace gymkhana;

namespace {

std::vector<float> column(const Encoder& encoder, const ObservationBatch& batch, int slot) {
  Matrix<float> scratch;
  const auto columns = encoder.columns(batch, slot, 1, scratch);
  return {columns.data(), columns.data() + columns.size()};
}

using Floats = std::vector<float>;

}  // namespace

TEST_CASE("a float32 vector passes through without a copy") {
  const Space space = box(2, -1, 1);
  ObservationBatch batch(space, 3);
  batch[1].write(0.25, 0.5);
  const Encoder encoder(space);
  Matrix<float> scratch;
  const auto view = encoder.columns(batch, 1, 2, scratch);
  CHECK(encoder.passes_through());
  CHECK(view.data() == batch.data<float>() + 2);
  CHECK(view(0, 0) == 0.25f);
  CHECK(scratch.size() == 0);
}

TEST_CASE("whole numbers become one-hot, bytes fractions, switches 0 and 1, parts stacked") {
  const Space space = Composite{Composite::Kind::dict,
                                {{"picture", bytes({2}, 255)},
                                 {"direction", Discrete{3, 1}},
                                 {"cards", MultiDiscrete{{2, 3}}},
                                 {"lamps", MultiBinary{2}},
                                 {"place", box(1, -9, 9)}}};
  ObservationBatch batch(space, 2);
  const Observation observation = batch[1];
  observation.bytes(0)[0] = 255;
  observation.bytes(0)[1] = 51;
  observation.write_index(3, 1);
  observation.integers(2)[0] = 0;
  observation.integers(2)[1] = 2;
  observation.bytes(3)[1] = 1;
  observation.floats(4)[0] = -7;

  const Encoder encoder(space);
  const Floats expected{1, 0.2f, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, -7};
  REQUIRE(encoder.size() == 13);
  CHECK(column(encoder, batch, 1) == expected);

  Matrix<float> gathered(13, 2);
  encoder.gather(batch, std::vector<int>{1, 1}, gathered);
  CHECK(Floats(gathered.data() + 13, gathered.data() + 26) == expected);
}

TEST_CASE("byte planes with their own upper bound fill [0, 1]") {
  const Space space = bytes({2}, 1);
  ObservationBatch batch(space, 1);
  batch[0].bytes()[1] = 1;
  CHECK(column(Encoder(space), batch, 0) == Floats{0, 1});
}

TEST_CASE("text is refused by the name of its part") {
  const Space space = Composite{Composite::Kind::dict, {{"mission", Text{8}}}};
  CHECK_THROWS_WITH_AS(Encoder{space}, doctest::Contains("\"mission\""), Error);
}

TEST_CASE("normalisation changes only when a rollout is absorbed") {
  const EnvSpec spec{
      .observation = Composite{Composite::Kind::tuple, {{"0", box(1, -9, 9)}, {"1", Discrete{2}}}},
      .action = Discrete{2}};
  Rollout rollout(spec, 2, 2);
  const float values[] = {1, 3, 5, 7, 1000, 1000};  // the last row belongs to the next rollout
  for (int c = 0; c < 6; ++c) rollout.observations[c].floats(0)[0] = values[c];

  Encoder encoder(spec.observation, {.normalize_observation = true});
  CHECK(column(encoder, rollout.observations, 3) == Floats{7, 1, 0});
  encoder.absorb(rollout);
  const Floats after = column(encoder, rollout.observations, 3);
  CHECK(after[0] == doctest::Approx((7 - 4) / std::sqrt(5.0)).epsilon(1e-3));  // mean 4, variance 5
  CHECK(after[1] == 1);                                                        // one-hot stays as it is
  CHECK(column(encoder, rollout.observations, 4)[0] == 10);                    // cut

  Encoder loaded(spec.observation, {.normalize_observation = true});
  TensorFile file;
  encoder.save(file, "encoder.");
  loaded.load(file, "encoder.");
  CHECK(column(loaded, rollout.observations, 3) == after);
}

TEST_CASE("statistics are warmed up by the first rollout, and by no other") {
  const EnvSpec spec{.observation = box(1, -10, 10), .action = Discrete{2}};
  Rollout rollout(spec, 2, 1);
  for (int c = 0; c < 3; ++c) rollout.observations[c].floats()[0] = static_cast<float>(c + 4);
  Encoder encoder(spec.observation, {.normalize_observation = true}), plain(spec.observation);
  CHECK(encoder.warm_up(rollout));
  CHECK(column(encoder, rollout.observations, 0)[0] == doctest::Approx(-1).epsilon(0.01));  // mean 4.5
  CHECK_FALSE(encoder.warm_up(rollout));
  CHECK_FALSE(plain.warm_up(rollout));
}

TEST_CASE("bytes are normalised as floats are") {
  const EnvSpec spec{.observation = bytes({1}, 255), .action = Discrete{2}};
  Rollout rollout(spec, 2, 1);
  const std::uint8_t values[] = {10, 30, 20};
  for (int c = 0; c < 3; ++c) rollout.observations[c].bytes()[0] = values[c];
  Encoder encoder(spec.observation, {.normalize_observation = true});
  encoder.absorb(rollout);  // mean 20, deviation 10
  CHECK(column(encoder, rollout.observations, 0)[0] == doctest::Approx(-1).epsilon(0.01));
  CHECK(column(encoder, rollout.observations, 2)[0] == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("statistics that are missing or of another size are refused by name") {
  const EncoderConfig config{.normalize_observation = true};
  Encoder wide(box(3, -1, 1), config), narrow(box(2, -1, 1), config);
  TensorFile file;
  CHECK_THROWS_WITH_AS(narrow.load(file, "encoder."), doctest::Contains("encoder.mean"), std::runtime_error);
  wide.save(file, "encoder.");
  CHECK_THROWS_WITH_AS(narrow.load(file, "encoder."), doctest::Contains("encoder.mean"), std::runtime_error);
}
