// Rules about what an environment shows while random actions play it.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "envs/core/check/player.h"
#include "envs/core/check/probe_canvas.h"
#include "envs/core/check/rules.h"

namespace gymkhana::check {
namespace {

// The first number of an observation that its space does not contain, as a sentence; else empty.
std::string stray_number(const EnvSpec& spec, const Moment& moment) {
  const std::vector<Part> leaves = parts(spec.observation);
  for (int part = 0; part < moment.seen.part_count(); ++part) {
    for (int i = 0; i < leaves[part].size; ++i) {
      const double value = moment.seen.number(part, 0, i);
      if (!std::isfinite(value)) return describe_number(spec, moment, part, i) + ", which is not finite";
      if (!contains(leaves[part], i, value)) {
        return describe_number(spec, moment, part, i) + ", outside " + to_string(*leaves[part].space) +
               "; clip it or widen the space";
      }
    }
  }
  return "";
}

bool holds(const Moment& moment, int part, int i, std::byte fill) {
  const PartBuffer& buffer = moment.seen.part(part);
  const std::size_t size = size_of(buffer.dtype);
  const std::byte* first = buffer.data + i * size;
  return std::all_of(first, first + size, [fill](std::byte byte) { return byte == fill; });
}

// The first number that kept what two different fills had put there, as a sentence; else empty.
std::string unwritten_number(const EnvSpec& spec, const Moment& a, std::byte fill_a, const Moment& b,
                             std::byte fill_b) {
  for (int part = 0; part < a.seen.part_count(); ++part) {
    for (int i = 0; i < a.seen.part(part).size; ++i) {
      if (holds(a, part, i, fill_a) && holds(b, part, i, fill_b)) {
        const std::string number = describe_number(spec, a, part, i);
        return number.substr(0, number.find(" is ")) + " was not written; write all of it every time";
      }
    }
  }
  return "";
}

}  // namespace

void numbers_are_in_their_spaces(const Subject& subject, Reporter& report) {
  for (const std::uint64_t seed : {0, 1, 2}) {
    Player player(subject.make(), seed);
    const EnvSpec& spec = player.env().spec();
    const int moments = moments_for(spec);
    for (int i = 0; i < moments; ++i) {
      const Moment moment = player.advance();
      const std::string stray = stray_number(spec, moment);
      if (!stray.empty()) return report.fault(moment.where() + ": " + stray);
      if (!std::isfinite(moment.result.reward)) {
        return report.fault(moment.where() + ": the reward is " + print(moment.result.reward));
      }
    }
  }
}

void observations_are_fully_written(const Subject& subject, Reporter& report) {
  constexpr std::byte fill_a{0xA5}, fill_b{0x5A};
  Player a(subject.make(), 0, fill_a), b(subject.make(), 0, fill_b);
  const EnvSpec& spec = a.env().spec();
  const std::vector<Moment> first = a.advance(moments_for(spec)), second = b.advance(moments_for(spec));
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::string unwritten = unwritten_number(spec, first[i], fill_a, second[i], fill_b);
    if (!unwritten.empty()) return report.fault(first[i].where() + ": " + unwritten);
  }
  Player again(subject.make(), 0, fill_a);
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::string differs = difference(spec, first[i], second[i]);
    if (!difference(spec, first[i], again.advance()).empty())
      return;  // not repeatable: another rule's affair
    if (!differs.empty()) {
      return report.fault(first[i].where() + ": " + differs +
                          ", depending on what the buffer held before; write, do not add");
    }
  }
}

void masks_leave_an_action(const Subject& subject, Reporter& report) {
  Player player(subject.make(), 0);
  const EnvSpec& spec = player.env().spec();
  if (!spec.action_mask) return;
  for (int i = 0; i < moments_for(spec); ++i) {
    const Moment moment = player.advance();
    if (moment.ended()) continue;
    const auto is_flag = [](std::uint8_t flag) { return flag <= 1; };
    if (!std::ranges::all_of(moment.mask, is_flag)) {
      return report.fault(moment.where() + ": action_mask has a number that is neither 0 nor 1");
    }
    if (std::ranges::count(moment.mask, 1) == 0) {
      return report.fault(moment.where() + ": action_mask leaves no action; end the episode instead");
    }
  }
}

void info_is_filled(const Subject& subject, Reporter& report) {
  constexpr int guards = 8;
  Player player(subject.make(), 0);
  const EnvSpec& spec = player.env().spec();
  const std::size_t size = spec.info.size();
  for (int i = 0; i < moments_for(spec); ++i) {
    const Moment moment = player.advance();
    std::vector<float> a(size + guards, -12345.5f), b(size + guards, 54321.5f);
    player.env().info(std::span(a).first(size));
    player.env().info(std::span(b).first(size));
    for (std::size_t k = 0; k < a.size(); ++k) {
      const bool untouched = a[k] == -12345.5f && b[k] == 54321.5f;
      if (k < size && untouched) {
        return report.fault(moment.where() + ": info() does not fill \"" + spec.info[k] + "\"");
      }
      if (k < size && !std::isfinite(a[k])) {
        return report.fault(moment.where() + ": info \"" + spec.info[k] + "\" is " + print(a[k]));
      }
      if (k >= size && !untouched) {
        return report.fault(moment.where() + ": info() writes more than the " + std::to_string(size) +
                            " numbers that spec().info names");
      }
    }
  }
}

void resets_work_at_any_time(const Subject& subject, Reporter& report) {
  Player player(subject.make(), 3);
  for (int episode = 0; episode < 100; ++episode) {
    player.want_reset();
    for (int i = 0; i <= episode % 4; ++i) {
      const Moment moment = player.advance();
      const std::string stray = stray_number(player.env().spec(), moment);
      if (!stray.empty()) return report.fault(moment.where() + ", after resets in mid-episode: " + stray);
    }
  }
}

void episodes_end(const Subject& subject, Reporter& report) {
  constexpr int patience = 10'000;
  Player player(subject.make(), 0);
  if (player.env().spec().max_episode_steps > 0) return;
  for (int i = 0; i < patience; ++i) {
    if (player.advance().ended()) return;
  }
  report.note("no episode ended within " + std::to_string(patience) +
              " random steps, and there is no step limit; if that is not meant, set max_episode_steps");
}

void drawing_shows_and_changes_nothing(const Subject& subject, Reporter& report) {
  Player player(subject.make(), 0);
  for (int i = 0; i < 20; ++i) {
    const Moment moment = player.advance();
    const std::vector<std::byte> before = save_state(player);
    ProbeCanvas canvas;
    player.env().draw(canvas);
    if (!canvas.complaint().empty()) return report.fault(moment.where() + ": " + canvas.complaint());
    if (canvas.shapes() == 0) {
      return report.note("draw() shows nothing; people will want to watch the environment");
    }
    if (save_state(player) != before)
      return report.fault(moment.where() + ": draw() changed the environment's state");
  }
}

}  // namespace gymkhana::check
