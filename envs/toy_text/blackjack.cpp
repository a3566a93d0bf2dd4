#include "envs/toy_text/blackjack.h"

#include <array>
#include <map>
#include <string>

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"
#include "envs/core/picture/stroke_font.h"
#include "envs/core/shared_table.h"

namespace gymkhana {
namespace {

constexpr int kOver = 21, kDealerStands = 17;
constexpr int kObservations = 32 * 11 * 2;  // sum, open card, usable ace
constexpr int kStick = 0, kHit = 1;

int draw_card(Rng& rng) {
  return std::min(rng.choice(13) + 1, 10);
}
double chance(int card) {
  return card == 10 ? 4.0 / 13 : 1.0 / 13;
}

double reward(const Hand& player, const Hand& dealer, const Blackjack::Options& options) {
  const int dealers = dealer.bust() ? 0 : dealer.sum();
  const double result = (player.sum() > dealers) - (player.sum() < dealers);
  if (options.sab) return player.natural() && !dealer.natural() ? 1 : result;
  return options.natural && player.natural() && result == 1 ? 1.5 : result;
}

// Observations come first, in the order of their numbers; then naturals, which look like any soft 21.
int table_state(const Hand& player, int open_card) {
  if (player.natural()) return kObservations + open_card;
  return (player.sum() * 11 + open_card) * 2 + (player.usable_ace() ? 1 : 0);
}

// What a sticking player earns, by probability: all ways the dealer's cards may fall.
void play_dealer(const Hand& player, Hand dealer, double probability, const Blackjack::Options& options,
                 std::map<double, double>& rewards) {
  if (dealer.cards > 1 && dealer.sum() >= kDealerStands) {
    rewards[reward(player, dealer, options)] += probability;
    return;
  }
  for (int card = 1; card <= 10; ++card) {
    Hand next = dealer;
    next.add(card);
    play_dealer(player, next, probability * chance(card), options, rewards);
  }
}

void add_stick(TransitionTable& table, int state, const Hand& player, int open_card,
               const Blackjack::Options& options) {
  std::map<double, double> rewards;
  Hand dealer;
  dealer.add(open_card);
  play_dealer(player, dealer, 1, options, rewards);
  for (const auto& [earned, probability] : rewards) {
    table.add(state, kStick,
              {.probability = probability, .reward = earned, .next_state = state, .terminated = true});
  }
}

void add_hit(TransitionTable& table, int state, const Hand& player, int open_card) {
  for (int card = 1; card <= 10; ++card) {
    Hand next = player;
    next.add(card);
    table.add(state, kHit,
              {.probability = chance(card),
               .reward = next.bust() ? -1.0 : 0.0,
               .next_state = table_state(next, open_card),
               .terminated = next.bust()});
  }
}

// The hand that a table state stands for; nothing when no game passes through it.
std::optional<Hand> hand_of(int state) {
  if (state >= kObservations) return Hand{.hard_sum = 11, .cards = 2, .ace = true};
  const int sum = state / 22, ace = state % 2;
  if (sum < 4 || sum > kOver || (ace && sum < 12)) return std::nullopt;
  return Hand{.hard_sum = ace ? sum - 10 : sum, .cards = 3, .ace = ace == 1};
}

std::vector<double> start_weights(int states) {
  std::vector<double> weights(states);
  for (int open = 1; open <= 10; ++open) {
    for (int first = 1; first <= 10; ++first) {
      for (int second = 1; second <= 10; ++second) {
        Hand hand;
        hand.add(first);
        hand.add(second);
        weights[table_state(hand, open)] += chance(open) * chance(first) * chance(second);
      }
    }
  }
  return weights;
}

TransitionTable blackjack_table(const Blackjack::Options& options) {
  TransitionTable table(kObservations + 11, 2);
  std::vector<std::int32_t> observed(table.states());
  for (int state = 0; state < table.states(); ++state) {
    const bool natural = state >= kObservations;
    const int open_card = natural ? state - kObservations : state / 2 % 11;
    observed[state] = natural ? (kOver * 11 + open_card) * 2 + 1 : state;
    const std::optional<Hand> hand = hand_of(state);
    if (!hand || open_card == 0) {
      for (int action = 0; action < 2; ++action) {
        table.add(state, action, {.probability = 1, .next_state = state, .terminated = true});
      }
      continue;
    }
    add_stick(table, state, *hand, open_card, options);
    add_hit(table, state, *hand, open_card);
  }
  table.set_start(start_weights(table.states()));
  table.set_observed(std::move(observed));
  return table;
}

}  // namespace

Blackjack::Blackjack(const Options& options)
    : Env({.observation = Composite{Composite::Kind::tuple,
                                    {{"0", Discrete{32}}, {"1", Discrete{11}}, {"2", Discrete{2}}}},
           .action = Discrete{2},
           .render_fps = 4,
           .action_names = {"stick", "hit"},
           .keys = {{"s", {0}}, {"h", {1}}}}),
      options_(options),
      table_(shared_table(options, blackjack_table)) {}

void Blackjack::reset(Rng& rng, Observation observation) {
  player_ = dealer_ = {};
  open_card_ = draw_card(rng);
  dealer_.add(open_card_);
  dealer_.add(draw_card(rng));
  player_.add(draw_card(rng));
  player_.add(draw_card(rng));
  rng.choice(4);                        // the suit of the open card, of which only Gymnasium's picture knows
  if (open_card_ == 10) rng.choice(3);  // and whether a ten is a jack, queen or king
  observe(observation);
}

Step Blackjack::step(const Action& action, Rng& rng, Observation observation) {
  if (action.index() == kHit) {
    player_.add(draw_card(rng));
    observe(observation);
    return {.reward = player_.bust() ? -1.0 : 0.0, .terminated = player_.bust()};
  }
  while (dealer_.sum() < kDealerStands) dealer_.add(draw_card(rng));
  observe(observation);
  return {.reward = reward(player_, dealer_, options_), .terminated = true};
}

void Blackjack::observe(Observation observation) const {
  observation.write_index(player_.sum(), 0);
  observation.write_index(open_card_, 1);
  observation.write_index(player_.usable_ace(), 2);
}

void Blackjack::draw(Canvas& canvas) const {
  constexpr double kLetter = 0.46;
  canvas.camera({0, 0}, {6, 4});
  canvas.clear(palette::green);
  const auto card = [&canvas](double x, double y, const std::string& text) {
    canvas.rectangle({x, y}, {x + 1, y + 1.4}, palette::paper);
    canvas.text({x + 0.5 - text_width(kLetter, text) / 2, y + 0.7 - kLetter / 2}, kLetter, text,
                palette::ink);
  };
  card(1, 2.3, open_card_ == 1 ? "A" : std::to_string(open_card_));
  card(1, 0.3, std::to_string(player_.sum()));
  canvas.text({2.4, 2.8}, 0.4, "dealer shows", palette::paper);
  canvas.text({2.4, 0.8}, 0.4, player_.usable_ace() ? "you, soft" : "you", palette::paper);
}

}  // namespace gymkhana
