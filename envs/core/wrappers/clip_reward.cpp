#include "envs/core/wrappers/clip_reward.h"

#include "envs/core/wrappers/values.h"

namespace gymkhana {

std::unique_ptr<Env> ClipReward::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (value == "sign") return std::make_unique<SignReward>(std::move(inner));
  const std::vector<std::string> words = wrapper_values::split(value);
  if (words.size() != 2) throw Error("expected two bounds, low,high, or sign");
  const auto low = wrapper_values::number<double>(words[0]), high = wrapper_values::number<double>(words[1]);
  if (!(low < high)) throw Error("the lower bound must be below the upper one");
  return std::make_unique<ClipReward>(std::move(inner), low, high);
}

}  // namespace gymkhana
