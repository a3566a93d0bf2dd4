// The table of environments: one line per id, no static registrars; programs add their own lines, and their
// own wrappers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "envs/core/batch.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/wrappers/wrapper_registry.h"

namespace gymkhana {

/// What a line of the registry says about an environment.
struct EnvInfo {
  std::string id;             ///< [namespace/]Name-vN; the version grows whenever a change alters results
  std::string summary;        ///< one line for `list`
  int max_episode_steps = 0;  ///< 0: no limit
  std::optional<double> reward_threshold = {};  ///< mean return over 100 episodes that counts as solved
  Settings defaults = {};                       ///< options that differ from the environment's own defaults
};

/// How environments of one id are made. The functions take the line's info, whose defaults the options
/// override.
struct EnvEntry {
  EnvInfo info;
  std::unique_ptr<Env> (*make)(const EnvInfo& info, const Settings& options);
  std::unique_ptr<Batch> (*make_batch)(const EnvInfo& info, const Settings& options, int slots);
  void (*describe)(const EnvInfo& info,
                   const std::function<void(const Fields&)>& visit);  ///< shows the options
};

/// An environment with options names them: `struct Options {...}; static Fields fields(Options&); explicit
/// E(Options)`.
template <class E>
concept HasOptions = requires(typename E::Options& options) {
  { E::fields(options) } -> std::same_as<Fields>;
};

/// Environments by id, and the wrappers that can be put around them.
class EnvRegistry {
 public:
  WrapperRegistry wrappers = general_wrappers();

  /// Adds a line for `E`; an id that is already there is an Error.
  template <class E>
  void add(EnvInfo info);

  std::vector<std::string> ids() const;
  const std::vector<EnvEntry>& entries() const { return entries_; }
  /// The line of `id`; Error names the nearest known id.
  const EnvEntry& find(const std::string& id) const;

  /// One environment, or a batch of `slots` of them. `wrapping` names the wrappers around it, the innermost
  /// first, and their values; unknown options and wrappers are Errors.
  std::unique_ptr<Env> make(const std::string& id, const Settings& options = {},
                            const Settings& wrapping = {}) const;
  std::unique_ptr<Batch> make_batch(const std::string& id, int slots, const Settings& options = {},
                                    const Settings& wrapping = {}) const;

 private:
  void add(EnvEntry entry);

  std::vector<EnvEntry> entries_;
};

/// All environments and wrappers of this library.
EnvRegistry standard_envs();

// Cold: there are many environments, and the compiler need not make their making fast.
namespace detail {

void set_options(Fields& fields, const EnvInfo& info, const Settings& options);
/// `spec` with the id, limit and threshold of its line.
EnvSpec complete(EnvSpec spec, const EnvInfo& info);

template <class E>
E make_value(const EnvInfo& info, const Settings& options) {
  const auto finish = [&info](E env) {
    env.set_spec(complete(env.spec(), info));
    return env;
  };
  if constexpr (HasOptions<E>) {
    typename E::Options values;
    Fields fields = E::fields(values);
    set_options(fields, info, options);
    return finish(E(values));
  } else {
    Fields none;
    set_options(none, info, options);
    return finish(E());
  }
}

template <class E>
std::unique_ptr<Env> make_env(const EnvInfo& info, const Settings& options) {
  return std::make_unique<E>(make_value<E>(info, options));
}

template <class E>
std::unique_ptr<Batch> make_typed_batch(const EnvInfo& info, const Settings& options, int slots) {
  std::vector<E> envs;
  envs.reserve(slots);
  for (int i = 0; i < slots; ++i) {
    if constexpr (std::copy_constructible<E>) {
      envs.push_back(i == 0 ? make_value<E>(info, options) : envs.front());  // copies share one spec
    } else {
      envs.push_back(make_value<E>(info, options));
    }
  }
  return std::make_unique<TypedBatch<E>>(std::move(envs));
}

template <class E>
void describe_options(const EnvInfo& info, const std::function<void(const Fields&)>& visit) {
  Fields fields;
  if constexpr (HasOptions<E>) {
    typename E::Options values;
    fields = E::fields(values);
    set_options(fields, info, {});
    visit(fields);
  } else {
    visit(fields);
  }
}

}  // namespace detail

template <class E>
void EnvRegistry::add(EnvInfo info) {
  add(EnvEntry{std::move(info), detail::make_env<E>, detail::make_typed_batch<E>,
               detail::describe_options<E>});
}

}  // namespace gymkhana
