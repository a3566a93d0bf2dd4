// MiniGrid's common wrappers: other ways to see the same environment.
#pragma once

#include <vector>

#include "envs/core/wrappers/wrap.h"
#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

/// Where the environment inside writes its observation: some parts straight to where they are wanted, the
/// others here.
class Detour {
 public:
  explicit Detour(const Space& space);
  /// From now on part `part` goes to `place`, which must have room for it.
  void send(int part, std::byte* place) { parts_[part].data = place; }
  int part_count() const { return here_.part_count(); }
  Observation observation() const { return {parts_.data(), 0}; }

 private:
  ObservationBatch here_;
  std::vector<PartBuffer> parts_;
};

/// The image alone, of any environment that observes a Dict with an "image" (MiniGrid's ImgObsWrapper).
class ImageOnly final : public Wrapper {
 public:
  explicit ImageOnly(std::unique_ptr<Env> inner);
  void reset(Rng& rng, Observation observation) override { Wrapper::reset(rng, take(observation)); }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    return Wrapper::step(action, rng, take(observation));
  }

 private:
  Observation take(Observation outer);

  int image_;
  Detour detour_;
};

/// Kind, hue and door state as 11 + 6 + 3 zeros and ones per cell (MiniGrid's OneHotPartialObsWrapper). Takes
/// a Dict with an "image", or an image alone.
class OneHotImage final : public Wrapper {
 public:
  explicit OneHotImage(std::unique_ptr<Env> inner);
  void reset(Rng& rng, Observation observation) override {
    Wrapper::reset(rng, take(observation));
    encode(observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Step step = Wrapper::step(action, rng, take(observation));
    encode(observation);
    return step;
  }

 private:
  Observation take(Observation outer);
  void encode(Observation outer) const;

  int image_;
  int channels_;
  Detour detour_;
};

/// The image, then the mission letter by letter, each as 28 zeros and ones (MiniGrid's FlatObsWrapper): a to
/// z, blank, comma.
class FlatObservation final : public Wrapper {
 public:
  static constexpr int letters = 28;

  explicit FlatObservation(std::unique_ptr<Env> inner);
  void reset(Rng& rng, Observation observation) override {
    Wrapper::reset(rng, take(observation));
    spell(observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Step step = Wrapper::step(action, rng, take(observation));
    spell(observation);
    return step;
  }

 private:
  Observation take(Observation outer);
  void spell(Observation outer) const;

  int image_, mission_;
  int image_size_;
  Detour detour_;
};

/// The whole grid instead of the view, with the agent in it as kind 10, hue 0 and its direction (MiniGrid's
/// FullyObsWrapper). It must be next to the environment.
class FullyObservable final : public Wrapper {
 public:
  explicit FullyObservable(std::unique_ptr<Env> inner);
  void reset(Rng& rng, Observation observation) override {
    Wrapper::reset(rng, Observation());
    env_->observe_all(observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Step step = Wrapper::step(action, rng, Observation());
    env_->observe_all(observation);
    return step;
  }

 private:
  const MiniGrid* env_;
};

/// Adds their lines to the table of wrappers.
void add_wrappers(WrapperRegistry& registry);

}  // namespace gymkhana::minigrid
