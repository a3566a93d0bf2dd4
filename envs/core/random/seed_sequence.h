// Turns any seed into well-mixed state words, as numpy.random.SeedSequence does.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace gymkhana {

/// M. E. O'Neill's seed_seq_fe with numpy's pool of four words. Neighbouring seeds give unrelated words, and
/// a spawn key names a child stream that shares nothing with its parent or its siblings.
class SeedSequence {
 public:
  explicit SeedSequence(std::uint64_t entropy, std::span<const std::uint32_t> spawn_key = {});
  explicit SeedSequence(std::span<const std::uint32_t> entropy,
                        std::span<const std::uint32_t> spawn_key = {});

  /// Fills `words`; as numpy's generate_state(words.size(), dtype). Changes nothing: the same words every
  /// time.
  void generate_state(std::span<std::uint32_t> words) const;
  void generate_state(std::span<std::uint64_t> words) const;

 private:
  std::array<std::uint32_t, 4> pool_{};
};

}  // namespace gymkhana
