// The rules of check_env: each is a function that looks at one promise and reports what breaks it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "envs/core/check/check_env.h"

namespace gymkhana::check {

/// The environment under trial, as rules see it.
class Subject {
 public:
  Subject(const EnvRegistry& registry, std::string id, Settings options, Settings wrappers)
      : registry_(registry),
        id_(std::move(id)),
        options_(std::move(options)),
        wrappers_(std::move(wrappers)) {}

  std::unique_ptr<Env> make() const { return registry_.make(id_, options_, wrappers_); }
  std::unique_ptr<Batch> make_batch(int slots) const {
    return registry_.make_batch(id_, slots, options_, wrappers_);
  }

 private:
  const EnvRegistry& registry_;
  std::string id_;
  Settings options_, wrappers_;
};

/// Takes the findings of one rule.
class Reporter {
 public:
  Reporter(CheckReport& report, std::string rule) : report_(report), rule_(std::move(rule)) {}

  void fault(std::string text) { report_.findings.push_back({true, rule_, std::move(text)}); }
  void note(std::string text) { report_.findings.push_back({false, rule_, std::move(text)}); }

 private:
  CheckReport& report_;
  std::string rule_;
};

/// What must hold for a rule to be worth trying.
enum class Needs { nothing, sane_spec, repeatable };

struct Rule {
  std::string name;
  Needs needs;
  std::function<void(const Subject&, Reporter&)> check;
};

// Of the spec alone (spec_rules.cpp).
void spaces_are_sane(const Subject& subject, Reporter& report);
void names_and_keys_fit(const Subject& subject, Reporter& report);

// Of play (play_rules.cpp).
void numbers_are_in_their_spaces(const Subject& subject, Reporter& report);
void observations_are_fully_written(const Subject& subject, Reporter& report);
void masks_leave_an_action(const Subject& subject, Reporter& report);
void info_is_filled(const Subject& subject, Reporter& report);
void resets_work_at_any_time(const Subject& subject, Reporter& report);
void episodes_end(const Subject& subject, Reporter& report);
void drawing_shows_and_changes_nothing(const Subject& subject, Reporter& report);

// Of sameness: two ways to the same episode (same_rules.cpp).
void same_seed_same_episode(const Subject& subject, Reporter& report);
void seeds_matter(const Subject& subject, Reporter& report);
void envs_are_independent(const Subject& subject, Reporter& report);
void slots_are_independent(const Subject& subject, Reporter& report);
void empty_observations_change_nothing(const Subject& subject, Reporter& report);
void saved_states_have_the_same_future(const Subject& subject, Reporter& report);

}  // namespace gymkhana::check
