// The replay buffer on disk: what came in between two checkpoints is written once, to files of its own, of a
// bounded size; the newest files make up the buffer, and a checkpoint names them.
#include <algorithm>
#include <filesystem>
#include <numeric>

#include "base/error.h"
#include "replay/replay_buffer.h"

namespace gymkhana {
namespace {

constexpr const char *kManifest = "replay.manifest", *kPriorities = "replay.priorities";
constexpr const char* kActions = "actions";

/// Of two checkpoints kept, the older one still names files that the newer one does without.
constexpr int kCheckpointsKept = 2;

/// A copy of array[place] for a list of places, `width` numbers each.
template <class T>
std::vector<T> picked(const T* array, std::span<const std::int64_t> places, std::int64_t width = 1) {
  std::vector<T> out;
  out.reserve(places.size() * width);
  for (const std::int64_t place : places)
    out.insert(out.end(), array + place * width, array + (place + 1) * width);
  return out;
}

/// The inverse of picked: the numbers of a tensor to their places.
template <class T>
void put_back(const TensorFile& file, const std::string& name, T* array, std::span<const std::int64_t> places,
              std::int64_t width = 1) {
  std::vector<T> numbers(places.size() * width);
  file.read(name, std::span(numbers));
  for (std::size_t i = 0; i < places.size(); ++i)
    std::copy_n(numbers.begin() + i * width, width, array + places[i] * width);
}

std::string frames_name(int part) {
  return "frames." + std::to_string(part);
}

/// What Discrete actions are counted from; 0 for all others.
std::int32_t start_of(const Space& actions) {
  const auto* discrete = std::get_if<Discrete>(&actions);
  return discrete ? discrete->start : 0;
}

std::int64_t bytes_of(const PartBuffer& part) {
  return static_cast<std::int64_t>(part.size * size_of(part.dtype));
}

}  // namespace

void ReplayBuffer::serialize(Archive& archive) {
  archive(written_, ready_, size_, largest_priority_, saved_, segments_);
}

void ReplayBuffer::save(TensorFile& file, const std::filesystem::path& folder) {
  write_segments(folder);
  forget_segments(folder);
  file.put_bytes(kManifest, save_state(*this));
  if (config_.prioritized) file.put(kPriorities, priorities_.weights());
}

void ReplayBuffer::load(const TensorFile& file, const std::filesystem::path& folder) {
  const std::size_t slots = written_.size();
  load_state(*this, file.get_bytes(kManifest));
  if (written_.size() != slots)
    throw Error(std::string("tensor \"") + kManifest + "\" belongs to " + std::to_string(written_.size()) +
                " slots, not " + std::to_string(slots));
  if (segments_.empty()) return;
  allocate();
  for (const Segment& segment : segments_)
    if (segment.saves == 0) read_segment(segment, folder);
  if (!config_.prioritized) return;
  std::vector<double> weights(priorities_.size());
  file.read(kPriorities, std::span(weights));
  priorities_.assign(weights);
}

std::vector<std::int64_t> ReplayBuffer::places_of(const Segment& segment) const {
  std::vector<std::int64_t> places;
  for (int slot = 0; slot < static_cast<int>(written_.size()); ++slot)
    for (std::int64_t entry = segment.firsts[slot]; entry < segment.ends[slot]; ++entry)
      places.push_back(place(slot, entry));
  return places;
}

void ReplayBuffer::write_segments(const std::filesystem::path& folder) {
  const auto slots = static_cast<std::int64_t>(written_.size());
  const std::int64_t most =
      std::max<std::int64_t>(config_.file_bytes / bytes_per_entry() / slots, 1);  // per slot
  for (std::int64_t slot = 0; slot < slots; ++slot)
    saved_[slot] = std::max(saved_[slot], written_[slot] - ring_);
  while (saved_ != written_) {
    Segment segment{.firsts = saved_};
    for (std::int64_t slot = 0; slot < slots; ++slot)
      saved_[slot] = std::min(saved_[slot] + most, written_[slot]);
    segment.ends = saved_;
    write_segment(std::move(segment), folder);
  }
}

// Discrete actions lie in files counted from 0, whatever their space starts at.
void ReplayBuffer::put_actions(TensorFile& file, std::span<const std::int64_t> places) const {
  if (actions_.continuous()) {
    file.put(kActions, std::span<const float>(picked(actions_.data(), places, actions_.width())));
    return;
  }
  std::vector<std::int32_t> indices = picked(actions_.index_data(), places, actions_.width());
  for (std::int32_t& index : indices) index -= start_of(spec_.action);
  file.put(kActions, std::span<const std::int32_t>(indices));
}

void ReplayBuffer::read_actions(const TensorFile& file, std::span<const std::int64_t> places) {
  if (actions_.continuous()) return put_back(file, kActions, actions_.data(), places, actions_.width());
  put_back(file, kActions, actions_.indices(0).data(), places, actions_.width());
  for (const std::int64_t place : places) {
    for (std::int32_t& index : actions_.indices(static_cast<int>(place))) index += start_of(spec_.action);
  }
}

void ReplayBuffer::write_segment(Segment segment, const std::filesystem::path& folder) {
  const std::vector<std::int64_t> places = places_of(segment);
  TensorFile file;
  file.put("firsts", std::span<const std::int64_t>(segment.firsts));
  file.put("ends", std::span<const std::int64_t>(segment.ends));
  for (int part = 0; part < frames_.part_count(); ++part) {
    const auto* frames = reinterpret_cast<const std::uint8_t*>(frames_.part(part).data);
    const auto bytes = picked(frames, places, bytes_of(frames_.part(part)));
    file.put(frames_name(part), std::span(bytes));
  }
  put_actions(file, places);
  file.put("rewards", std::span<const float>(picked(rewards_.data(), places)));
  const auto* kinds = reinterpret_cast<const std::uint8_t*>(kinds_.data());
  file.put("kinds", std::span<const std::uint8_t>(picked(kinds, places)));
  if (!masks_.empty())
    file.put("masks", std::span<const std::uint8_t>(picked(masks_.data(), places, mask_width_)));
  const std::int64_t total = std::accumulate(segment.ends.begin(), segment.ends.end(), std::int64_t{0});
  segment.name = "replay_" + std::to_string(total) + ".safetensors";
  segment.checksum = file.checksum(kActions);
  file.save(folder / segment.name);
  segments_.push_back(std::move(segment));
}

void ReplayBuffer::read_segment(const Segment& segment, const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / segment.name;
  const TensorFile file = TensorFile::load(path);
  std::vector<std::int64_t> firsts(written_.size()), ends(written_.size());
  file.read("firsts", std::span(firsts));
  file.read("ends", std::span(ends));
  if (firsts != segment.firsts || ends != segment.ends || file.checksum(kActions) != segment.checksum)
    throw Error(path.string() + " belongs to another run: put back the file that this run has written");
  const std::vector<std::int64_t> places = places_of(segment);
  for (int part = 0; part < frames_.part_count(); ++part)
    put_back(file, frames_name(part), reinterpret_cast<std::uint8_t*>(frames_.part(part).data), places,
             bytes_of(frames_.part(part)));
  read_actions(file, places);
  put_back(file, "rewards", rewards_.data(), places);
  put_back(file, "kinds", reinterpret_cast<std::uint8_t*>(kinds_.data()), places);
  if (!masks_.empty()) put_back(file, "masks", masks_.data(), places, mask_width_);
}

// A file whose entries were all written over is needed by older checkpoints for a while, then by none.
void ReplayBuffer::forget_segments(const std::filesystem::path& folder) {
  std::erase_if(segments_, [&](Segment& segment) {
    bool needed = false;
    for (std::size_t slot = 0; slot < written_.size(); ++slot)
      needed |= segment.ends[slot] > written_[slot] - ring_;
    if (needed || ++segment.saves <= kCheckpointsKept) return false;
    std::error_code ignored;
    std::filesystem::remove(folder / segment.name, ignored);
    return true;
  });
}

}  // namespace gymkhana
