#include "base/child_process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

namespace gymkhana {
namespace {

// In the child, between fork and exec: system calls only.
[[noreturn]] void become(const char* program, char* const* words, const ChildStreams& streams, pid_t parent) {
  ::setpgid(0, 0);
  if (streams.input < 0) ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const auto use = [nothing](int descriptor, int as) { ::dup2(descriptor < 0 ? nothing : descriptor, as); };
  use(streams.input, STDIN_FILENO);
  use(streams.output, STDOUT_FILENO);
  use(streams.errors, STDERR_FILENO);
  if (::getppid() == parent) ::execvp(program, words);
  ::_exit(127);
}

int exit_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Child::Child(const char* program, const std::vector<std::string>& words, const ChildStreams& streams) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ < 0) throw Error(fmt::format("cannot start a process: {}", std::strerror(errno)));
  if (process_ == 0) become(program, arguments.data(), streams, parent);
}

Child::Child(const std::vector<std::string>& words, const ChildStreams& streams)
    : Child(words.front().c_str(), words, streams) {}

Child Child::of_this_program(const std::vector<std::string>& words, const std::filesystem::path& log) {
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) throw Error(fmt::format("cannot write \"{}\": {}", log.string(), std::strerror(errno)));
  Child child("/proc/self/exe", words, {.output = file, .errors = file});
  ::close(file);
  return child;
}

Child::~Child() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void Child::interrupt() const {
  ::kill(process_, SIGINT);
}

std::optional<int> Child::status() {
  int status = 0;
  if (::waitpid(process_, &status, WNOHANG) != process_) return std::nullopt;
  process_ = 0;
  return exit_status(status);
}

int Child::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
  return exit_status(status);
}

bool is_on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace gymkhana
