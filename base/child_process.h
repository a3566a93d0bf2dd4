// This program once more, as a child process: how a bench runs whole experiments side by side.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gymkhana {

/// A running child. It has no terminal, so that Ctrl-C reaches the parent alone, which passes it on; when the
/// parent dies, the child is told to end as by Ctrl-C.
class Child {
 public:
  /// Starts this very program with `words` as its command line; what it says is added to the file `log`.
  /// Error when no process can be made.
  Child(const std::vector<std::string>& words, const std::filesystem::path& log);
  ~Child();  ///< ends it, without waiting for what it does
  Child(Child&& other) noexcept : process_(other.process_) { other.process_ = 0; }
  Child& operator=(Child&&) = delete;

  /// Asks it to finish its update, save, and end.
  void interrupt() const;
  /// Once it has ended: its exit status, 128 + N when signal N ended it.
  std::optional<int> status();

 private:
  int process_;
};

}  // namespace gymkhana
