#include "agents/agent.h"

namespace gymkhana {

void Agent::save_experience(TensorFile&, const std::filesystem::path&) {}

void Agent::load_experience(const TensorFile&, const std::filesystem::path&) {}

Insight Agent::look(const ActorInput&) const {
  return {};
}

std::vector<float> Agent::saliency(const ActorInput&) const {
  return {};
}

}  // namespace gymkhana
