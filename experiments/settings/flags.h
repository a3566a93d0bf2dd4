// Flags as settings: which are given, and setting the fields that they name.
#pragma once

#include <string>

#include "envs/core/fields.h"

namespace gymkhana {

/// Whether the flag `name` is among them.
bool given(const Settings& flags, const std::string& name);

/// Removes the flags named `prefix` + NAME and returns them as NAME = value: split_off(flags, "env.").
Settings split_off(Settings& flags, const std::string& prefix);

/// Removes the flags that `fields` describe and sets those fields.
void take_fields(Settings& flags, Fields fields, const std::string& owner);

/// Sets the fields that flags name; Error names the nearest valid one. `owner` is the verb.
void set_fields(Fields fields, const std::string& owner, const Settings& flags);

}  // namespace gymkhana
