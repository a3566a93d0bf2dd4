#include "tests/experiments/program_runner.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>

#include <doctest/doctest.h>

namespace gymkhana {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "gymkhana-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory: " + name);
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

ProgramRun run_program(const std::string& arguments, const fs::path& where) {
  const TemporaryDirectory scratch;
  const std::string out = scratch.path() / "out", err = scratch.path() / "err";
  const std::string command = "cd '" + where.string() + "' && exec " GYMKHANA_PROGRAM " " + arguments + " >" +
                              out + " 2>" + err + " </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_text(out), read_text(err)};
}

void check_refused(const ProgramRun& run, const std::string& words) {
  CHECK(run.status == 2);
  CHECK(run.out == "");
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  CHECK_MESSAGE(run.err.find(words) != std::string::npos, run.err);
}

}  // namespace gymkhana
