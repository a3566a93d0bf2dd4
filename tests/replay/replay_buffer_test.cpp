// The replay buffer: what a transition is, at ends and cuts, over n steps, of stacked pictures; who is drawn
// how often; what is saved.
#include "replay/replay_buffer.h"

#include <filesystem>
#include <map>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "replay/reward_scaler.h"

using namespace gymkhana;

namespace {

namespace fs = std::filesystem;

EnvSpec number_spec() {
  return {.observation = box(1, -1e9f, 1e9f), .action = Discrete{3, 5}};
}

/// Writes the time of one slot step by step: the observation of step t is t, the action t mod 3, the reward
/// t.
class Teller {
 public:
  explicit Teller(ReplayBuffer& replay) : replay_(replay) {}

  enum class End { no, terminated, truncated };
  void step(End end = End::no) {
    Rollout rollout(number_spec(), 1, 1);
    rollout.observations[0].write(time_);
    rollout.actions.index(0) = 5 + time_ % 3;
    rollout.rewards[0] = time_;
    rollout.terminated[0] = end == End::terminated;
    rollout.truncated[0] = end == End::truncated;
    if (end == End::truncated) {
      rollout.truncated_columns = {0};
      rollout.last_observations = ObservationBatch(number_spec().observation, 1);
      rollout.last_observations[0].write(1000 + time_);
    }
    ++time_;
    replay_.add(rollout);
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) step();
  }

 private:
  ReplayBuffer& replay_;
  int time_ = 0;
};

/// All transitions that can be drawn, by what they saw first.
struct Seen {
  float next, reward, discount;
  int action;
};
std::map<int, Seen> all(const ReplayBuffer& replay, int draws = 400) {
  std::map<int, Seen> found;
  Rng rng(1);
  Draw draw;
  ReplayBatch batch(number_spec(), draws);
  replay.draw(draws, 0, rng, draw);
  replay.gather(draw.ids, batch);
  for (int i = 0; i < draws; ++i)
    found[static_cast<int>(batch.observations[i].floats()[0])] = {batch.next_observations[i].floats()[0],
                                                                  batch.rewards[i], batch.discounts[i],
                                                                  batch.actions.index(i) - 5};
  return found;
}

/// Whether a buffer that is loaded from `file` gives the same draws and transitions.
void check_twin(const ReplayBuffer& replay, const TensorFile& file, const ReplayConfig& config,
                const fs::path& folder, Rng rng) {
  ReplayBuffer other(number_spec(), 1, config);
  other.load(file, folder);
  CHECK(other.size() == replay.size());
  Rng twin = rng;
  Draw draw, other_draw;
  replay.draw(32, 0.5, rng, draw);
  other.draw(32, 0.5, twin, other_draw);
  CHECK(draw.ids == other_draw.ids);
  CHECK(draw.weights == other_draw.weights);
  ReplayBatch a(number_spec(), 32), b(number_spec(), 32);
  replay.gather(draw.ids, a);
  other.gather(draw.ids, b);
  CHECK(a.rewards == b.rewards);
  CHECK(a.discounts == b.discounts);
  CHECK(save_state(a.actions) == save_state(b.actions));
  for (int i = 0; i < 32; ++i)
    CHECK(a.next_observations[i].floats()[0] == b.next_observations[i].floats()[0]);
}

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("replay_test_" + std::to_string(::getpid()))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

}  // namespace

TEST_CASE("a transition knows what followed, and that nothing follows an end") {
  ReplayBuffer replay(number_spec(), 1, {.capacity = 20, .gamma = 0.5});
  Teller teller(replay);
  CHECK(replay.size() == 0);
  teller.steps(2);
  teller.step(Teller::End::terminated);
  teller.steps(1);
  teller.step(Teller::End::truncated);
  teller.steps(2);
  const auto found = all(replay);
  CHECK(replay.size() == 6);  // the last step's next observation is not known yet
  REQUIRE(found.size() == 6);
  CHECK(found.at(0).next == 1);
  CHECK(found.at(0).reward == 0);
  CHECK(found.at(1).discount == 0.5f);
  CHECK(found.at(1).action == 1);
  CHECK(found.at(2).discount == 0);
  CHECK(found.at(2).reward == 2);
  CHECK(found.at(4).next == 1004);  // the true last observation, not the next episode's first
  CHECK(found.at(4).discount == 0.5f);
  CHECK(found.at(5).next == 6);
}

TEST_CASE("n steps add up rewards, and stop at ends and cuts") {
  ReplayBuffer replay(number_spec(), 1, {.capacity = 30, .n_steps = 3, .gamma = 0.5});
  Teller teller(replay);
  teller.steps(4);
  teller.step(Teller::End::terminated);  // 4
  teller.steps(1);
  teller.step(Teller::End::truncated);  // 6
  teller.steps(4);                      // 7 .. 10
  const auto found = all(replay, 900);
  REQUIRE(found.size() == 8);  // 8, 9 and 10 do not know their third successor yet
  CHECK(found.at(1).reward == 1 + 0.5f * 2 + 0.25f * 3);
  CHECK(found.at(1).next == 4);
  CHECK(found.at(1).discount == 0.125f);
  CHECK(found.at(3).reward == 3 + 0.5f * 4);
  CHECK(found.at(3).discount == 0);
  CHECK(found.at(5).reward == 5 + 0.5f * 6);
  CHECK(found.at(5).next == 1006);
  CHECK(found.at(5).discount == 0.25f);
  CHECK(found.at(7).next == 10);
}

TEST_CASE("the oldest make room") {
  ReplayBuffer replay(number_spec(), 1, {.capacity = 5});
  Teller teller(replay);
  teller.steps(12);
  const auto found = all(replay);
  CHECK(found.size() == 4);  // five entries; the newest has no successor yet
  CHECK(found.begin()->first == 7);
  CHECK(replay.size() == 4);
}

TEST_CASE("draws follow priorities, and weights correct for them") {
  ReplayBuffer replay(number_spec(), 1, {.capacity = 10, .prioritized = true, .alpha = 0.5, .epsilon = 0});
  Teller teller(replay);
  teller.steps(5);
  Rng rng(3);
  Draw draw;
  replay.draw(4, 1, rng, draw);
  CHECK(draw.ids == std::vector<std::int64_t>{0, 1, 2, 3});  // equal shares of equal priorities
  CHECK(draw.weights == std::vector<float>(4, 1.f));
  const float errors[] = {1, 4, 9, 16};  // priorities 1, 2, 3, 4
  replay.set_errors(draw.ids, errors);
  std::map<std::int64_t, int> counts;
  constexpr int draws = 50000;
  for (int k = 0; k < draws / 50; ++k) {
    replay.draw(50, 1, rng, draw);
    for (const std::int64_t id : draw.ids) ++counts[id];
  }
  for (int i = 0; i < 4; ++i) CHECK(counts[i] == doctest::Approx((i + 1) / 10.0 * draws).epsilon(0.03));
  replay.draw(10, 1, rng, draw);
  for (int i = 0; i < 10; ++i)  // (N P)^-1, the largest (of priority 1) being 1
    CHECK(draw.weights[i] == doctest::Approx(1.0 / static_cast<double>(draw.ids[i] + 1)));
  teller.step();  // a new one has the largest priority: 1 + 2 + 3 + 4 + 4
  counts.clear();
  for (int k = 0; k < draws / 50; ++k) {
    replay.draw(50, 1, rng, draw);
    for (const std::int64_t id : draw.ids) ++counts[id];
  }
  CHECK(counts[4] == doctest::Approx(4 / 14.0 * draws).epsilon(0.03));
}

TEST_CASE("stacked pictures are kept once and put together again") {
  const EnvSpec spec{.observation = bytes({1, 2, 3}), .action = Discrete{2}};  // two pixels, three frames
  ReplayBuffer replay(spec, 1, {.capacity = 24, .stacked_frames = 3});
  std::vector<std::uint8_t> frames;  // of the running episode, one byte per pixel: t and 100 + t
  const auto stack = [&](Observation to) {
    for (int f = 0; f < 3; ++f) {
      const int at = std::max(0, static_cast<int>(frames.size()) - 3 + f);
      to.bytes()[f] = frames[at];
      to.bytes()[3 + f] = static_cast<std::uint8_t>(100 + frames[at]);
    }
  };
  std::map<int, std::vector<std::uint8_t>> expected_next;
  for (int t = 0, episode = 0; t < 30; ++t, ++episode) {
    if (t % 7 == 0) frames.clear();
    frames.push_back(static_cast<std::uint8_t>(t));
    Rollout rollout(spec, 1, 1);
    rollout.actions.index(0) = 0;
    stack(rollout.observations[0]);
    if (t % 7 == 6) {
      const bool terminated = t / 7 % 2;  // every other episode
      rollout.terminated[0] = terminated;
      rollout.truncated[0] = !terminated;
      if (!terminated) {
        rollout.truncated_columns = {0};
        rollout.last_observations = ObservationBatch(spec.observation, 1);
        frames.push_back(static_cast<std::uint8_t>(50 + t));
        stack(rollout.last_observations[0]);
      }
    }
    replay.add(rollout);
  }
  CHECK(replay.bytes_per_entry() == 2 + 4 + 4 + 1);  // a byte per pixel, action, reward, kind
  Rng rng(1);
  Draw draw;
  ReplayBatch batch(spec, 200);
  replay.draw(200, 0, rng, draw);
  replay.gather(draw.ids, batch);
  for (int i = 0; i < 200; ++i) {
    const auto seen = batch.observations[i].bytes(), next = batch.next_observations[i].bytes();
    const int t = seen[2], first = t - t % 7;
    CHECK(seen[1] == std::max(first, t - 1));
    CHECK(seen[0] == std::max(first, t - 2));
    CHECK(seen[5] == 100 + t);
    CHECK((batch.discounts[i] == 0) == (t % 14 == 13));
    if (batch.discounts[i] == 0) continue;
    CHECK(next[2] == (t % 7 == 6 ? 50 + t : t + 1));
    CHECK(next[1] == t);
    CHECK(next[0] == std::max(first, t - 1));
  }
}

TEST_CASE("a million stacks of four pictures of 84 x 84 take less than 8 GB") {
  const EnvSpec spec{.observation = bytes({84, 84, 4}), .action = Discrete{6}};
  const ReplayBuffer replay(spec, 1, {.capacity = 1'000, .prioritized = true, .stacked_frames = 4});
  CHECK(1e6 * static_cast<double>(replay.bytes_per_entry()) < 8e9);
}

TEST_CASE("slots that filled unequally keep apart, and every transition is drawn") {
  constexpr int slots = 3;
  ReplayBuffer replay(number_spec(), slots, {.capacity = 3 * 8});
  for (int t = 0; t < 20;
       ++t) {  // slot 1 is cut at every third step, so that it holds last observations, too
    Rollout rollout(number_spec(), 1, slots);
    for (int slot = 0; slot < slots; ++slot) {
      rollout.observations[slot].write(100 * slot + t);
      rollout.actions.index(slot) = 5 + slot;
      rollout.rewards[slot] = 100 * slot + t;
    }
    if (t % 3 == 2) {
      rollout.truncated[1] = 1;
      rollout.truncated_columns = {1};
      rollout.last_observations = ObservationBatch(number_spec().observation, 1);
      rollout.last_observations[0].write(1000 + t);
    }
    replay.add(rollout);
  }
  const auto found = all(replay, 2'000);
  CHECK(std::ssize(found) == replay.size());
  for (const auto& [seen, transition] : found) {
    const int slot = seen / 100, t = seen % 100;
    CHECK(transition.action == slot);
    CHECK(transition.reward == seen);
    CHECK(transition.next == (slot == 1 && t % 3 == 2 ? 1000 + t : seen + 1));
  }
}

TEST_CASE("what may be done next is that of what was seen next, at a cut that of the true last observation") {
  EnvSpec spec = number_spec();
  spec.action_mask = true;
  ReplayBuffer replay(spec, 1, {.capacity = 20});
  for (int t = 0; t < 10; ++t) {
    Rollout rollout(spec, 1, 1);
    rollout.observations[0].write(t);
    rollout.actions.index(0) = 5;
    rollout.masks.assign(rollout.masks.size(), 0);
    rollout.masks[t % 3] = 1;
    if (t == 6) {
      rollout.truncated[0] = 1;
      rollout.truncated_columns = {0};
      rollout.last_observations = ObservationBatch(spec.observation, 1);
      rollout.last_masks = {1, 0, 1};
    }
    replay.add(rollout);
  }
  Rng rng(1);
  Draw draw;
  ReplayBatch batch(spec, 100);
  replay.draw(100, 0, rng, draw);
  replay.gather(draw.ids, batch);
  for (int i = 0; i < 100; ++i) {
    const int t = static_cast<int>(batch.observations[i].floats()[0]);
    for (int action = 0; action < 3; ++action)
      CHECK(batch.next_masks[3 * i + action] == (t == 6 ? action != 1 : action == (t + 1) % 3));
  }
}

TEST_CASE("rewards are kept as they were, and go through the reward stages when they are drawn") {
  RewardStages stages;
  stages.add(std::make_unique<RewardScaler>(1, 0.5));
  ReplayBuffer replay(number_spec(), 1,
                      {.capacity = 40, .n_steps = 2, .gamma = 0.5, .reward_stages = &stages});
  for (int t = 0; t < 30; ++t) {
    Rollout rollout(number_spec(), 1, 1);
    rollout.observations[0].write(t);
    rollout.actions.index(0) = 5;
    rollout.rewards[0] = t % 4;
    stages.apply(rollout);
    replay.add(rollout);
  }
  const auto found = all(replay);
  for (const auto& [t, transition] : found) {
    CHECK(transition.reward == doctest::Approx(stages.now(t % 4) + 0.5 * stages.now((t + 1) % 4)));
  }
  CHECK(found.at(1).reward > 0);
  CHECK(stages.now(3) < 10);  // not at the limit: the scale counts
}

TEST_CASE("what is saved piece by piece is drawn from as before") {
  const Folder folder;
  const ReplayConfig config{.capacity = 40, .n_steps = 2, .prioritized = true};
  ReplayBuffer replay(number_spec(), 1, config);
  Teller teller(replay);
  Rng rng(5);
  Draw draw;
  TensorFile file;
  for (int round = 0; round < 9; ++round) {
    teller.steps(8);
    teller.step(round % 2 ? Teller::End::truncated : Teller::End::terminated);
    replay.draw(6, 1, rng, draw);
    replay.set_errors(draw.ids, std::vector<float>{1, 2, 3, 4, 5, 6});
    file = TensorFile();
    replay.save(file, folder.path);
  }
  const auto files = std::distance(fs::directory_iterator(folder.path), fs::directory_iterator());
  CHECK(files <= 8);  // five hold the forty newest entries, two more are needed by the checkpoint before
  check_twin(replay, file, config, folder.path, rng);
}

TEST_CASE("a large buffer is saved in files of a bounded size") {
  const Folder folder;
  const ReplayConfig config{.capacity = 40, .n_steps = 2, .prioritized = true, .file_bytes = 500};
  ReplayBuffer replay(number_spec(), 1, config);
  Teller teller(replay);
  teller.steps(55);
  TensorFile file;
  replay.save(file, folder.path);
  CHECK(500 / replay.bytes_per_entry() == 11);
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) ==
        4);  // 11 + 11 + 11 + 7
  check_twin(replay, file, config, folder.path, Rng(5));
}

TEST_CASE("actions of any space are kept, saved and drawn as they were chosen") {
  const Space spaces[] = {Discrete{3, 5}, box(2, -1, 1), MultiDiscrete{{3, 4}}, MultiBinary{3}};
  for (const Space& space : spaces) {
    CAPTURE(to_string(space));
    const Folder folder;
    const EnvSpec spec{.observation = box(1, -1e9f, 1e9f), .action = space};
    const ReplayConfig config{.capacity = 20};
    ReplayBuffer replay(spec, 1, config), loaded(spec, 1, config);
    ActionBatch chosen(space, 12);
    Rng rng(1);
    for (int t = 0; t < 12; ++t) {
      sample_action(space, rng, chosen, t);
      Rollout rollout(spec, 1, 1);
      rollout.observations[0].write(t);
      rollout.actions.copy(0, chosen, t);
      replay.add(rollout);
    }
    TensorFile file;
    replay.save(file, folder.path);
    loaded.load(file, folder.path);
    Draw draw;
    replay.draw(50, 0, rng, draw);
    for (const ReplayBuffer* buffer : {&replay, &loaded}) {
      ReplayBatch batch(spec, 50);
      buffer->gather(draw.ids, batch);
      ActionBatch expected(space, 50);
      for (int i = 0; i < 50; ++i) {
        expected.copy(i, chosen, static_cast<int>(batch.observations[i].floats()[0]));
      }
      CHECK(save_state(batch.actions) == save_state(expected));
    }
  }
}

TEST_CASE("files count Discrete actions from 0, so that those of older versions fit") {
  const Folder folder;
  ReplayBuffer replay(number_spec(), 1, {.capacity = 20});
  Teller teller(replay);
  teller.steps(5);
  TensorFile file;
  replay.save(file, folder.path);
  const TensorFile entries = TensorFile::load(folder.path / "replay_5.safetensors");
  const auto actions = entries.get<std::int32_t>("actions");
  CHECK(std::vector(actions.begin(), actions.end()) == std::vector<std::int32_t>{0, 1, 2, 0, 1});
}

TEST_CASE("another run's entries are refused by the name of their file") {
  const Folder folder;
  ReplayBuffer replay(number_spec(), 1, {.capacity = 40}), other(number_spec(), 1, {.capacity = 40});
  Teller teller(replay), stranger(other);
  teller.steps(9);
  stranger.steps(9);
  Rollout unlike(number_spec(), 1, 1);
  unlike.actions.index(0) = 7;
  other.add(unlike);
  teller.step();
  TensorFile file, ignored;
  replay.save(file, folder.path);
  other.save(ignored, folder.path);  // the same entries of the same slot, with one other action
  ReplayBuffer twin(number_spec(), 1, {.capacity = 40});
  CHECK_THROWS_WITH_AS(twin.load(file, folder.path),
                       doctest::Contains("replay_10.safetensors belongs to another run"), Error);
}

TEST_CASE("what cannot be is refused with figures") {
  CHECK_THROWS_WITH_AS(ReplayBuffer(number_spec(), 1, {.capacity = 1'000'000'000'000}),
                       doctest::Contains("buffer_size = 1000000000000 needs 12"), Error);
  CHECK_THROWS_WITH_AS(ReplayBuffer(number_spec(), 4, {.capacity = 10, .n_steps = 3}),
                       doctest::Contains("at least 20 are needed"), Error);
}
