// The table of worlds: one line per id, no static registrars; programs add their own lines.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "envs/core/batch.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"

namespace gymkhana {

/// What a line of the registry says about a world.
struct EnvInfo {
  std::string id;             ///< [namespace/]Name-vN; the version grows whenever a change alters results
  std::string summary;        ///< one line for `list`
  int max_episode_steps = 0;  ///< 0: no limit
  std::optional<double> reward_threshold = {};  ///< mean return over 100 episodes that counts as solved
  Settings defaults = {};                       ///< options that differ from the world's own defaults
};

/// How worlds of one id are made. The functions take the line's info, whose defaults the options override.
struct EnvEntry {
  EnvInfo info;
  std::unique_ptr<Env> (*make)(const EnvInfo& info, const Settings& options);
  std::unique_ptr<Batch> (*make_batch)(const EnvInfo& info, const Settings& options, int slots);
  void (*describe)(const EnvInfo& info,
                   const std::function<void(const Fields&)>& visit);  ///< shows the options
};

/// A world with options names them: `struct Options {...}; static Fields fields(Options&); explicit
/// World(Options)`.
template <class World>
concept HasOptions = requires(typename World::Options& options) {
  { World::fields(options) } -> std::same_as<Fields>;
};

/// Worlds by id.
class EnvRegistry {
 public:
  /// Adds a line for `World`; an id that is already there is an Error.
  template <class World>
  void add(EnvInfo info);

  std::vector<std::string> ids() const;
  const std::vector<EnvEntry>& entries() const { return entries_; }
  /// The line of `id`; Error names the nearest known id.
  const EnvEntry& find(const std::string& id) const;

  /// One world, or a batch of `slots` of them. `wrappers` are put around it in the order given
  /// (name = value, see standard_wrappers); unknown options and wrappers are Errors.
  std::unique_ptr<Env> make(const std::string& id, const Settings& options = {},
                            const Settings& wrappers = {}) const;
  std::unique_ptr<Batch> make_batch(const std::string& id, int slots, const Settings& options = {},
                                    const Settings& wrappers = {}) const;

 private:
  void add(EnvEntry entry);

  std::vector<EnvEntry> entries_;
};

/// All worlds of this library.
EnvRegistry standard_envs();

// Cold: there are many worlds, and the compiler need not make their making fast.
namespace detail {

void set_options(Fields& fields, const EnvInfo& info, const Settings& options);
/// `spec` with the id, limit and threshold of its line.
EnvSpec complete(EnvSpec spec, const EnvInfo& info);

template <class World>
World make_world(const EnvInfo& info, const Settings& options) {
  const auto finish = [&info](World world) {
    world.set_spec(complete(world.spec(), info));
    return world;
  };
  if constexpr (HasOptions<World>) {
    typename World::Options values;
    Fields fields = World::fields(values);
    set_options(fields, info, options);
    return finish(World(values));
  } else {
    Fields none;
    set_options(none, info, options);
    return finish(World());
  }
}

template <class World>
std::unique_ptr<Env> make_env(const EnvInfo& info, const Settings& options) {
  return std::make_unique<World>(make_world<World>(info, options));
}

template <class World>
std::unique_ptr<Batch> make_typed_batch(const EnvInfo& info, const Settings& options, int slots) {
  std::vector<World> worlds;
  worlds.reserve(slots);
  for (int i = 0; i < slots; ++i) {
    if constexpr (std::copy_constructible<World>) {
      worlds.push_back(i == 0 ? make_world<World>(info, options) : worlds.front());  // copies share one spec
    } else {
      worlds.push_back(make_world<World>(info, options));
    }
  }
  return std::make_unique<TypedBatch<World>>(std::move(worlds));
}

template <class World>
void describe_options(const EnvInfo& info, const std::function<void(const Fields&)>& visit) {
  Fields fields;
  if constexpr (HasOptions<World>) {
    typename World::Options values;
    fields = World::fields(values);
    set_options(fields, info, {});
    visit(fields);
  } else {
    visit(fields);
  }
}

}  // namespace detail

template <class World>
void EnvRegistry::add(EnvInfo info) {
  add(EnvEntry{std::move(info), detail::make_env<World>, detail::make_typed_batch<World>,
               detail::describe_options<World>});
}

}  // namespace gymkhana
