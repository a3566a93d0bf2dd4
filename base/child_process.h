// Other programs, and this one once more, as child processes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gymkhana {

/// What a child reads and writes: descriptors of ours, which stay open here; -1 is /dev/null.
struct ChildStreams {
  int input = -1, output = -1, errors = -1;
};

/// A running child. It has no terminal, so that Ctrl-C reaches the parent alone, which passes it on. When the
/// parent dies, a child that reads from it sees the end of its input, and any other is told to end as by
/// Ctrl-C.
class Child {
 public:
  /// Starts words[0], which is looked for on the PATH unless it is a path, with `words` as its command line.
  /// Error when no process can be made; a program that cannot be started ends with status 127.
  Child(const std::vector<std::string>& words, const ChildStreams& streams);
  /// Starts this very program with `words` as its command line; what it says is added to the file `log`.
  static Child of_this_program(const std::vector<std::string>& words, const std::filesystem::path& log);
  ~Child();  ///< ends it, without waiting for what it does
  Child(Child&& other) noexcept : process_(other.process_) { other.process_ = 0; }
  Child& operator=(Child&&) = delete;

  /// Asks it to finish its update, save, and end.
  void interrupt() const;
  /// Once it has ended: its exit status, 128 + N when signal N ended it.
  std::optional<int> status();
  /// The same, when it has ended.
  int wait();

 private:
  Child(const char* program, const std::vector<std::string>& words, const ChildStreams& streams);

  int process_;
};

/// Whether a program of that name can be started.
bool is_on_path(const std::string& program);

}  // namespace gymkhana
