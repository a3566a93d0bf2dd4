#include "agents/agent.h"

namespace gymkhana {

Insight Agent::look(const ObservationBatch&, int) const {
  return {};
}

std::vector<float> Agent::saliency(const ObservationBatch&, int) const {
  return {};
}

}  // namespace gymkhana
