#include "envs/core/wrappers/discretize_action.h"

#include <algorithm>
#include <cmath>

#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

std::vector<float> bin_centres(double low, double high, int bins) {
  const double width = (high - low) / bins;
  std::vector<float> centres;
  for (int i = 0; i < bins; ++i) {
    const double left = low + i * width, right = i + 1 == bins ? high : low + (i + 1) * width;
    centres.push_back(static_cast<float>(0.5 * (left + right)));
  }
  return centres;
}

std::string joined(std::span<const float> values) {
  std::string text;
  for (const float value : values) text += (text.empty() ? "" : " ") + print(value);
  return text;
}

}  // namespace

DiscretizeAction::DiscretizeAction(std::unique_ptr<Env> inner, const std::vector<int>& bins, Form form)
    : Wrapper(std::move(inner)) {
  const Box& box = wrapper_values::float_box(spec().action, "actions");
  if (!wrapper_values::is_bounded(box)) throw Error("needs finite bounds, not " + to_string(spec().action));
  const int size = wrapper_values::count(box);
  if (bins.size() != 1 && bins.size() != static_cast<std::size_t>(size)) {
    throw Error("expected one number of bins, or " + std::to_string(size) + ", one for each number of " +
                to_string(spec().action));
  }
  for (int i = 0; i < size; ++i) {
    centres_.push_back(bin_centres(low_of(box, i), high_of(box, i), bins.size() == 1 ? bins[0] : bins[i]));
  }
  choice_.resize(size);
  values_.resize(size);
  EnvSpec changed = spec();
  form == Form::flat ? describe_flat(changed) : describe_multi(changed);
  set_spec(std::move(changed));
}

std::unique_ptr<Env> DiscretizeAction::make(std::unique_ptr<Env> inner, const std::string& value) {
  std::vector<std::string> words = wrapper_values::split(value);
  const bool multi = words.size() > 1 && words.back() == "multi";
  if (multi) words.pop_back();
  std::vector<int> bins;
  for (const std::string& word : words)
    bins.push_back(wrapper_values::number<int>(word, between(2, max_choices)));
  return std::make_unique<DiscretizeAction>(std::move(inner), bins, multi ? Form::multi : Form::flat);
}

Step DiscretizeAction::step(const Action& action, Rng& rng, Observation observation) {
  if (action.indices().empty()) {
    unflatten(action.index(), choice_);
  } else {
    std::copy_n(action.indices().begin(), choice_.size(), choice_.begin());
  }
  for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = centres_[i][choice_[i]];
  return Wrapper::step(Action(std::span<const float>(values_)), rng, observation);
}

int DiscretizeAction::choices() const {
  double product = 1;
  for (const auto& centres : centres_) product *= static_cast<double>(centres.size());
  if (product > max_choices) {
    throw Error(print(product) + " combinations are too many (at most " + std::to_string(max_choices) +
                "); take fewer bins, or add \",multi\" for a choice per number");
  }
  return static_cast<int>(product);
}

int DiscretizeAction::flatten(const Choice& choice) const {
  int index = 0;
  for (std::size_t i = 0; i < choice.size(); ++i) index = index * bins(static_cast<int>(i)) + choice[i];
  return index;
}

void DiscretizeAction::unflatten(int index, Choice& choice) const {
  for (int i = static_cast<int>(choice.size()) - 1; i >= 0; --i) {
    choice[i] = index % bins(i);
    index /= bins(i);
  }
}

DiscretizeAction::Choice DiscretizeAction::nearest_choice(std::span<const float> values) const {
  Choice choice;
  for (std::size_t i = 0; i < centres_.size(); ++i) {
    const auto nearer = [&](float a, float b) { return std::abs(a - values[i]) < std::abs(b - values[i]); };
    const auto nearest = std::min_element(centres_[i].begin(), centres_[i].end(), nearer);
    choice.push_back(static_cast<int>(nearest - centres_[i].begin()));
  }
  return choice;
}

void DiscretizeAction::describe_flat(EnvSpec& spec) const {
  const int count = choices();
  spec.action = Discrete{count};
  spec.action_names.clear();
  Choice choice(centres_.size());
  std::vector<float> values(centres_.size());
  for (int index = 0; index < count; ++index) {
    unflatten(index, choice);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = centres_[i][choice[i]];
    spec.action_names.push_back(joined(values));
  }
  for (Key& key : spec.keys) key.action = {static_cast<float>(flatten(nearest_choice(key.action)))};
}

void DiscretizeAction::describe_multi(EnvSpec& spec) const {
  MultiDiscrete multi;
  for (const auto& centres : centres_) multi.n.push_back(static_cast<int>(centres.size()));
  spec.action = multi;
  for (Key& key : spec.keys) {
    const Choice choice = nearest_choice(key.action);
    key.action.assign(choice.begin(), choice.end());
  }
}

}  // namespace gymkhana
