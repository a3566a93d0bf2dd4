// The program `gymkhana`. A program with environments and agents of its own differs in one line: what it
// registers.
#include "experiments/program.h"

int main(int argc, char** argv) {
  return gymkhana::main(argc, argv, gymkhana::standard_registry());
}
