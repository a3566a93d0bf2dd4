#include "agents/tabular/model.h"

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

// State 0 with one known pair, state 2 with three.
Model uneven() {
  Model model(3, 3);
  for (const auto& [state, action] : {std::pair{2, 0}, {0, 1}, {2, 1}, {2, 2}}) {
    model.remember({.state = state, .action = action}, static_cast<std::size_t>(state) * 3 + action, 1);
  }
  return model;
}

TEST_CASE("every state seen is drawn alike, then every action known in it") {
  Model model = uneven(), loaded(3, 3);
  load_state(loaded, save_state(model));
  for (const Model* each : {&model, &loaded}) {
    Rng rng(7);
    int of_state_0 = 0, of_last_pair = 0;
    for (int draw = 0; draw < 6'000; ++draw) {
      const Experience& e = each->draw(rng).outcome;
      of_state_0 += e.state == 0;
      of_last_pair += e.state == 2 && e.action == 2;
    }
    CHECK(of_state_0 == doctest::Approx(3'000).epsilon(0.05));
    CHECK(of_last_pair == doctest::Approx(1'000).epsilon(0.1));
  }
}

}  // namespace
}  // namespace gymkhana
