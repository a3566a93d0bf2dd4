// Rules about sameness: two ways to an episode that must give the same one.
#include "envs/core/check/player.h"
#include "envs/core/check/rules.h"

namespace gymkhana::check {
namespace {

// Reports the first difference between two plays of the same seed; false if there is one.
bool same(const EnvSpec& spec, const std::vector<Moment>& here, const std::vector<Moment>& there,
          const std::string& mend, Reporter& report) {
  for (std::size_t i = 0; i < here.size(); ++i) {
    const std::string differs = difference(spec, here[i], there[i]);
    if (differs.empty()) continue;
    report.fault(here[i].where() + ": " + differs + "; " + mend);
    return false;
  }
  return true;
}

// Steps `batch` and, beside it, one lone player per slot; the first difference is a fault.
class BatchTrial {
 public:
  BatchTrial(const Subject& subject, int slots)
      : batch_(subject.make_batch(slots)),
        spec_(batch_->spec()),
        observations_(spec_.observation, slots),
        actions_(spec_.action, slots),
        rewards_(slots),
        terminated_(slots),
        truncated_(slots) {
    std::vector<std::uint64_t> seeds;
    for (int i = 0; i < slots; ++i) {
      seeds.push_back(10 + i);
      players_.emplace_back(subject.make(), seeds[i]);
      streams_.push_back(Rng::spawn(seeds[i], {1}));  // the player's own actions
    }
    batch_->reset(seeds, observations_, 0);
  }

  // Whether the first observations agree, then every step.
  bool run(int steps, Reporter& report) {
    for (int i = 0; i < batch_->slots(); ++i) {
      if (!agree(players_[i].advance(), observations_, i, {}, report)) return false;
    }
    for (int k = 0; k < steps; ++k) {
      for (int i = 0; i < batch_->slots(); ++i) sample_action(spec_.action, streams_[i], actions_, i);
      batch_->step(actions_, 0, observations_, 0, {rewards_, terminated_, truncated_});
      for (int i = 0; i < batch_->slots(); ++i) {
        if (!step_agrees(i, report)) return false;
      }
    }
    return true;
  }

 private:
  bool step_agrees(int slot, Reporter& report) {
    const Moment moment = players_[slot].advance();
    const Step step{rewards_[slot], terminated_[slot] != 0, truncated_[slot] != 0};
    const ObservationBatch& seen = moment.ended() ? batch_->final_observations() : observations_;
    if (!agree(moment, seen, slot, step, report)) return false;
    return !moment.ended() || agree(players_[slot].advance(), observations_, slot, {}, report);
  }

  bool agree(const Moment& alone, const ObservationBatch& seen, int slot, Step step, Reporter& report) {
    Moment batched = alone;
    batched.seen.copy(0, seen, slot);
    batched.result = step;
    const std::string differs = difference(spec_, alone, batched);
    if (differs.empty()) return true;
    report.fault(alone.where() + ": " + differs +
                 " (alone, and in a batch); copies of the environment must not share what they change");
    return false;
  }

  std::unique_ptr<Batch> batch_;
  EnvSpec spec_;
  ObservationBatch observations_;
  ActionBatch actions_;
  std::vector<double> rewards_;
  std::vector<std::uint8_t> terminated_, truncated_;
  std::vector<Player> players_;
  std::vector<Rng> streams_;
};

}  // namespace

void same_seed_same_episode(const Subject& subject, Reporter& report) {
  for (const std::uint64_t seed : {0, 1}) {
    Player first(subject.make(), seed);
    const EnvSpec& spec = first.env().spec();
    const std::vector<Moment> here = first.advance(moments_for(spec));
    const std::vector<Moment> there = Player(subject.make(), seed).advance(moments_for(spec));
    if (!same(spec, here, there, "draw all chance from the generator that is passed in", report)) return;
  }
}

void seeds_matter(const Subject& subject, Reporter& report) {
  Player first(subject.make(), 0);
  const EnvSpec& spec = first.env().spec();
  const std::vector<Moment> here = first.advance(moments_for(spec));
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    Player other(subject.make(), seed);
    other.act_like(0);
    for (const Moment& moment : here) {
      if (!difference(spec, moment, other.advance()).empty()) return;
    }
  }
  report.note("six seeds give the same episode; if chance is meant to play a part, draw from the generator");
}

void envs_are_independent(const Subject& subject, Reporter& report) {
  Player alone(subject.make(), 0);
  const EnvSpec& spec = alone.env().spec();
  const int moments = moments_for(spec);
  const std::vector<Moment> expected = alone.advance(moments);
  Player one(subject.make(), 0), other(subject.make(), 1);
  std::vector<Moment> beside;
  for (int i = 0; i < moments; ++i) {
    beside.push_back(one.advance());
    other.advance();
    if (i % 3 == 0) other.advance();
  }
  same(spec, expected, beside, "another environment played beside it: keep no state in globals or statics",
       report);
}

void slots_are_independent(const Subject& subject, Reporter& report) {
  const int steps = moments_for(subject.make()->spec()) / 2;
  BatchTrial(subject, 3).run(steps, report);
}

void empty_observations_change_nothing(const Subject& subject, Reporter& report) {
  Player shown(subject.make(), 0), hidden(subject.make(), 0, std::nullopt);
  const EnvSpec& spec = shown.env().spec();
  for (int i = 0; i < moments_for(spec); ++i) {
    const Moment moment = shown.advance();
    const std::string differs = difference(spec, moment, hidden.advance(), false);
    if (!differs.empty()) {
      return report.fault(
          moment.where() + ": " + differs +
          " (with an observation, and with an empty one); the environment must go on the same");
    }
  }
}

void saved_states_have_the_same_future(const Subject& subject, Reporter& report) {
  const int moments = moments_for(subject.make()->spec()) / 2;
  for (const int before : {1, 2, 9, 60}) {
    Player player(subject.make(), 5), loaded(subject.make(), 6);
    const EnvSpec& spec = player.env().spec();
    player.advance(before);
    loaded.advance(17);  // somewhere else
    const std::vector<std::byte> state = save_state(player);
    load_state(loaded, state);
    const std::string mend =
        "serialize() must name all that the next step or reset depends on (saved after " +
        std::to_string(before) + (before == 1 ? " moment)" : " moments)");
    if (!same(spec, player.advance(moments), loaded.advance(moments), mend, report)) return;
  }
}

}  // namespace gymkhana::check
