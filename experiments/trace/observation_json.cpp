#include "experiments/trace/observation_json.h"

#include "base/json_text.h"

namespace gymkhana {
namespace {

// Writes spaces from left to right; the leaves lie in the batch's parts in the same order.
class Writer {
 public:
  Writer(const ObservationBatch& batch, int slot, BitsAs bits) : batch_(batch), slot_(slot), bits_(bits) {}

  std::string write(const Space& space) {
    if (const auto* composite = std::get_if<Composite>(&space)) return parts_of(*composite);
    const int part = next_part_++;
    if (std::holds_alternative<Discrete>(space)) return number(part, 0);
    if (std::holds_alternative<Text>(space)) return text(part);
    return list(part);
  }

 private:
  std::string parts_of(const Composite& composite) {
    const bool named = composite.kind == Composite::Kind::dict;
    std::string out;
    for (const NamedSpace& part : composite.parts) {
      out += (out.empty() ? "" : ",") + (named ? json_string(part.name) + ":" : "") + write(part.space);
    }
    return named ? "{" + out + "}" : "[" + out + "]";
  }

  std::string list(int part) {
    const bool indices = bits_ == BitsAs::indices_of_ones && batch_.part(part).dtype == DType::uint8;
    std::string out = "[";
    for (int i = 0; i < batch_.part(part).size; ++i) {
      if (indices && batch_.number(part, slot_, i) == 0) continue;
      if (out.size() > 1) out += ',';
      out += indices ? std::to_string(i) : number(part, i);
    }
    return out + "]";
  }

  std::string text(int part) {
    std::string out;
    for (int i = 0; i < batch_.part(part).size; ++i) {
      const auto byte = static_cast<char>(batch_.number(part, slot_, i));
      if (byte == 0) break;
      out += byte;
    }
    return json_string(out);
  }

  std::string number(int part, int i) {
    const double value = batch_.number(part, slot_, i);
    if (batch_.part(part).dtype == DType::float32) return json_number(value);
    return std::to_string(static_cast<int>(value));
  }

  const ObservationBatch& batch_;
  int slot_;
  BitsAs bits_;
  int next_part_ = 0;
};

}  // namespace

std::string observation_json(const Space& space, const ObservationBatch& batch, int slot, BitsAs bits) {
  return Writer(batch, slot, bits).write(space);
}

}  // namespace gymkhana
