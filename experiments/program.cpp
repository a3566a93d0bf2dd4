#include "experiments/program.h"

#include <csignal>
#include <iostream>

#include "base/error.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/verb.h"
#include "experiments/version.h"

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

}  // namespace

int main(int argc, char** argv, const Registry& registry) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error like a full disk, not an abrupt end
  try {
    const int status = run(parse_command_line(argc, argv), registry);
    std::cout.flush();
    if (!std::cout) throw Error("standard output cannot be written; is the disk full?");
    return status;
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
