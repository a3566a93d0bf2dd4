// Blackjack: draw cards to come closer to 21 than the dealer without going over (Sutton and Barto,
// Example 5.1).
//
//   observe   (the player's sum 0-31, the dealer's open card 1-10, whether the player holds a usable ace)
//   act       0 stick, 1 hit
//   reward    +1 won, 0 drawn, -1 lost; natural: 1.5 for winning with ace and ten
//             sab: the book's rules, where a natural beats everything but another natural
//   dealer    hits until 17 or more; cards come from an infinite deck
//   ends      when the player sticks or goes over 21
//
// Rules, id and random draws as in Gymnasium's Blackjack-v1, which is registered with sab = true.
#pragma once

#include <compare>
#include <memory>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/transition_table.h"

namespace gymkhana {

/// Cards of one player, an ace counted as 1 until it is usable as 11.
struct Hand {
  int hard_sum = 0;
  int cards = 0;
  bool ace = false;

  void add(int card) {
    hard_sum += card;
    ++cards;
    ace |= card == 1;
  }
  bool usable_ace() const { return ace && hard_sum + 10 <= 21; }
  int sum() const { return hard_sum + (usable_ace() ? 10 : 0); }
  bool bust() const { return sum() > 21; }
  bool natural() const { return cards == 2 && sum() == 21; }
  void serialize(Archive& archive) { archive(hard_sum, cards, ace); }
};

class Blackjack final : public Env {
 public:
  struct Options {
    bool natural = false;
    bool sab = false;

    auto operator<=>(const Options&) const = default;
  };
  static Fields fields(Options& options) {
    return {field("natural", options.natural, "whether winning with ace and ten earns 1.5"),
            field("sab", options.sab, "the rules of Sutton and Barto's book; overrides natural")};
  }

  explicit Blackjack(const Options& options);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override { archive(player_, dealer_, open_card_); }
  const TransitionTable* transitions() const override { return table_.get(); }

 private:
  void observe(Observation observation) const;

  Options options_;
  std::shared_ptr<const TransitionTable> table_;
  Hand player_, dealer_;
  int open_card_ = 0;
};

}  // namespace gymkhana
