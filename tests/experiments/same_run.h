// Whether two runs learned the same: every bit but the wall clock.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace gymkhana {

/// Checks that two finished run directories hold the same weights, logs and last checkpoint.
void check_same_run(const std::filesystem::path& a, const std::filesystem::path& b);

/// Trains with `train` (a verb and its flags) in the directory `where` with 1, 2 and 16 workers and checks
/// that all learn the same. Leaves the runs w1, w2 and w16 there.
void check_workers_change_nothing(const std::string& train, const std::filesystem::path& where);

/// Starts a run `name` in the background and sends `signal` once its progress.csv holds so many bytes.
/// Returns the exit status, or 128 + N when signal N ended it.
int train_until(const std::string& train, const std::filesystem::path& where, const std::string& name,
                std::size_t progress, int signal);

/// Trains again as the finished run `whole` was, kills that after about `part` (0 .. 1) of it, resumes it,
/// and checks that it ends alike.
void check_killed_and_resumed(const std::string& train, const std::filesystem::path& where,
                              const std::string& whole, double part);

}  // namespace gymkhana
