#include "viz/recording/color_table.h"

#include <algorithm>

namespace gymkhana::viz {
namespace {

/// All pixels of a bin.
struct Group {
  int bin = 0;
  std::array<std::uint64_t, 3> sum{};
  std::uint64_t count = 0;

  double mean(int channel) const { return static_cast<double>(sum[channel]) / static_cast<double>(count); }
};

/// Neighbouring groups that share a colour.
struct Cluster {
  std::span<Group> groups;
  int channel = 0;    // in which they differ most
  double spread = 0;  // their difference there, weighted by how many pixels they are

  explicit Cluster(std::span<Group> all) : groups(all) {
    std::uint64_t pixels = 0;
    for (const Group& group : groups) pixels += group.count;
    for (int c = 0; c < 3; ++c) {
      const auto less = [c](const Group& a, const Group& b) { return a.mean(c) < b.mean(c); };
      const auto [low, high] = std::minmax_element(groups.begin(), groups.end(), less);
      const double range = high->mean(c) - low->mean(c);
      const double weighted = range * range * static_cast<double>(std::min<std::uint64_t>(pixels, 4096));
      if (weighted > spread) {
        spread = weighted;
        channel = c;
      }
    }
  }

  Color color() const {
    Group all;
    for (const Group& group : groups) {
      for (int c = 0; c < 3; ++c) all.sum[c] += group.sum[c];
      all.count += group.count;
    }
    const auto byte = [&all](int c) { return static_cast<std::uint8_t>(all.mean(c) + 0.5); };
    return {byte(0), byte(1), byte(2)};
  }
};

std::vector<Group> groups_of(std::span<const std::uint8_t> rgb) {
  std::vector<Group> all(ColorTable::bins);
  for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
    Group& group = all[ColorTable::bin_of(&rgb[i])];
    for (int c = 0; c < 3; ++c) group.sum[c] += rgb[i + c];
    ++group.count;
  }
  for (int bin = 0; bin < ColorTable::bins; ++bin) all[bin].bin = bin;
  std::erase_if(all, [](const Group& group) { return group.count == 0; });
  return all;
}

// The cluster halved where as many groups lie on each side.
std::pair<Cluster, Cluster> halves(const Cluster& cluster) {
  const auto less = [c = cluster.channel](const Group& a, const Group& b) { return a.mean(c) < b.mean(c); };
  const std::size_t half = cluster.groups.size() / 2;
  std::nth_element(cluster.groups.begin(), cluster.groups.begin() + static_cast<std::ptrdiff_t>(half),
                   cluster.groups.end(), less);
  return {Cluster(cluster.groups.first(half)), Cluster(cluster.groups.subspan(half))};
}

}  // namespace

ColorTable::ColorTable(std::span<const std::uint8_t> rgb, int most) : index_(bins) {
  std::vector<Group> groups = groups_of(rgb);
  std::vector<Cluster> clusters;
  if (!groups.empty()) clusters.emplace_back(groups);
  const auto narrower = [](const Cluster& a, const Cluster& b) { return a.spread < b.spread; };
  while (static_cast<int>(clusters.size()) < most) {
    const auto widest = std::max_element(clusters.begin(), clusters.end(), narrower);
    if (widest == clusters.end() || widest->groups.size() < 2) break;
    auto [lower, upper] = halves(*widest);
    *widest = lower;
    clusters.push_back(upper);
  }
  for (const Cluster& cluster : clusters) {
    for (const Group& group : cluster.groups) index_[group.bin] = static_cast<std::uint8_t>(colors_.size());
    colors_.push_back(cluster.color());
  }
}

}  // namespace gymkhana::viz
