#include "tests/experiments/program_runner.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace gymkhana {

namespace fs = std::filesystem;

namespace {

// What a shell makes of waitpid's status.
int exit_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

ProgramRun run_program(const std::string& arguments, const fs::path& where, const std::string& before) {
  const TemporaryDirectory scratch;
  const std::string out = scratch.path() / "out", err = scratch.path() / "err";
  const std::string command = "cd '" + where.string() + "' && " + before + " && exec " GYMKHANA_PROGRAM " " +
                              arguments + " >" + out + " 2>" + err + " </dev/null";
  const int status = std::system(command.c_str());
  return {exit_status(status), read_text(out), read_text(err)};
}

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& arguments, const fs::path& where)
    : process_(fork()) {
  if (process_ != 0) return;
  std::vector<char*> words = {const_cast<char*>(GYMKHANA_PROGRAM)};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
  if (chdir(where.c_str()) == 0) execv(words[0], words.data());
  _exit(127);
}

BackgroundProgram::~BackgroundProgram() {
  if (!running()) return;
  send(SIGKILL);
  wait();
}

void BackgroundProgram::send(int signal) {
  if (status_ < 0) kill(process_, signal);  // else the number may be another process's by now
}

bool BackgroundProgram::running() {
  int status = 0;
  if (status_ < 0 && waitpid(process_, &status, WNOHANG) == process_) status_ = exit_status(status);
  return status_ < 0;
}

int BackgroundProgram::wait() {
  int status = 0;
  if (status_ < 0 && waitpid(process_, &status, 0) == process_) status_ = exit_status(status);
  return status_;
}

void check_refused(const ProgramRun& run, const std::string& words) {
  CHECK(run.status == 2);
  CHECK(run.out == "");
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  CHECK_MESSAGE(run.err.find(words) != std::string::npos, run.err);
}

}  // namespace gymkhana
