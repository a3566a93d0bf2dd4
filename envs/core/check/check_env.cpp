#include "envs/core/check/check_env.h"

#include <algorithm>

#include "envs/core/check/rules.h"

namespace gymkhana {
namespace {

using check::Needs;

const std::string info_rule = "info is filled";
const std::string repeatable = "the same seed gives the same episode";

const std::vector<check::Rule>& all_rules() {
  static const std::vector<check::Rule> rules = {
      {"spaces are sane", Needs::nothing, check::spaces_are_sane},
      {"names and keys fit the actions", Needs::sane_spec, check::names_and_keys_fit},
      {"numbers are in their spaces", Needs::sane_spec, check::numbers_are_in_their_spaces},
      {"observations are fully written", Needs::sane_spec, check::observations_are_fully_written},
      {"masks leave an action", Needs::sane_spec, check::masks_leave_an_action},
      {info_rule, Needs::sane_spec, check::info_is_filled},
      {repeatable, Needs::sane_spec, check::same_seed_same_episode},
      {"seeds matter", Needs::repeatable, check::seeds_matter},
      {"environments are independent", Needs::repeatable, check::envs_are_independent},
      {"slots of a batch are independent", Needs::repeatable, check::slots_are_independent},
      {"empty observations change nothing", Needs::repeatable, check::empty_observations_change_nothing},
      {"saved states have the same future", Needs::repeatable, check::saved_states_have_the_same_future},
      {"resets work at any time", Needs::sane_spec, check::resets_work_at_any_time},
      {"episodes end", Needs::sane_spec, check::episodes_end},
      {"drawing shows something and changes nothing", Needs::sane_spec,
       check::drawing_shows_and_changes_nothing},
  };
  return rules;
}

bool can_try(const check::Rule& rule, const CheckReport& report) {
  const bool sane = report.kept(all_rules().front().name);
  switch (rule.needs) {
    case Needs::nothing:
      return true;
    case Needs::sane_spec:
      return sane;
    case Needs::repeatable:
      break;
  }
  // Batches give info() no room to write too much.
  return sane && report.kept(info_rule) && report.kept(repeatable);
}

}  // namespace

bool CheckReport::passed() const {
  return std::none_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.fault; });
}

bool CheckReport::kept(const std::string& rule) const {
  return std::none_of(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return finding.fault && finding.rule == rule; });
}

CheckReport check_env(const EnvRegistry& registry, const std::string& id, const Settings& options,
                      const Settings& wrappers) {
  const check::Subject subject(registry, id, options, wrappers);
  subject.make();  // what the user got wrong is thrown here, not reported as the environment's fault
  CheckReport report;
  for (const check::Rule& rule : all_rules()) {
    if (!can_try(rule, report)) continue;
    report.rules.push_back(rule.name);
    check::Reporter reporter(report, rule.name);
    try {
      rule.check(subject, reporter);
    } catch (const std::exception& reason) {
      reporter.fault(reason.what());
    }
  }
  return report;
}

}  // namespace gymkhana
