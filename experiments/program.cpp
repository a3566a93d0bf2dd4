#include "experiments/program.h"

#include <csignal>
#include <iostream>
#include <poll.h>
#include <unistd.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "experiments/settings/version.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"

namespace gymkhana {
namespace {

constexpr int kUserError = 2;

const Verb& find_verb(const std::string& name) {
  std::vector<std::string> names;
  for (const Verb& verb : verb_table()) {
    if (verb.name == name) return verb;
    names.push_back(verb.name);
  }
  throw unknown_word("verb", name, names);
}

int run(const CommandLine& line, const Registry& registry) {
  if (line.version) {
    std::cout << "gymkhana " << version() << " (" << commit() << ")\n";
    return 0;
  }
  if (line.verb.empty() && !line.flags.empty() && !line.help)
    throw Error("no verb is named; write " + line.program + " VERB --" + line.flags[0].first + " ..., and " +
                line.program + " --help shows the verbs");
  if (line.verb.empty()) {
    std::cout << program_help(line);
    return 0;
  }
  const Verb& verb = find_verb(line.verb);
  const Invocation call{registry, line};
  if (line.help) {
    std::cout << verb_help(verb, call);
    return 0;
  }
  return verb.run(call);
}

// Whether whoever read the output has gone, as `| head` does.
bool reader_has_gone() {
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

// The status, once all output is out.
int flushed(int status) {
  std::cout.flush();
  if (!std::cout && !reader_has_gone()) throw Error("standard output cannot be written; is the disk full?");
  return status;
}

}  // namespace

int main(int argc, char** argv, const Registry& registry) {
  // A limit on file sizes, and a reader who has gone, are errors like a full disk, not an abrupt end.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const int status = run(parse_command_line(argc, argv), registry);
    return flushed(status);
  } catch (const Interrupted&) {
    std::cerr << "stopped\n";
    return Interrupt::exit_status();
  } catch (const std::bad_alloc&) {
    std::cerr << "gymkhana: not enough memory for this; make n_envs, n_steps, buffer_size, the network or "
                 "the number of episodes smaller\n";
    return kUserError;
  } catch (const std::exception& error) {
    std::cerr << "gymkhana: " << error.what() << "\n";
    return kUserError;
  }
}

}  // namespace gymkhana
