// Runs the program as a user does, and keeps what it said.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace gymkhana {

struct ProgramRun {
  int status = 0;  ///< exit status; 128 + N when signal N ended it
  std::string out;
  std::string err;
};

/// `arguments` as a shell line, in the directory `where`, after the shell commands `before`.
ProgramRun run_program(const std::string& arguments, const std::filesystem::path& where = ".",
                       const std::string& before = "true");

/// A program in the background.
class BackgroundProgram {
 public:
  /// `arguments` are words, without a shell.
  BackgroundProgram(const std::vector<std::string>& arguments, const std::filesystem::path& where);
  ~BackgroundProgram();
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;

  void send(int signal);
  bool running();
  /// Waits for the end. Exit status, or 128 + N when signal N ended it.
  int wait();

 private:
  int process_;
  int status_ = -1;  // -1: still running
};

std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, const std::string& text);

/// Checks that a run failed as a user's mistake should: status 2, nothing on stdout, and on stderr one line
/// that holds `words`.
void check_refused(const ProgramRun& run, const std::string& words);

}  // namespace gymkhana
