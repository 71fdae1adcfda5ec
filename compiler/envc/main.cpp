#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "compiler/cli/command.h"

int main(int count, char** words) {
  try {
    return envelope::cli::run(std::vector<std::string>(words + 1, words + count));
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "envc: internal fault: %s\n", fault.what());
    return static_cast<int>(envelope::cli::ExitCode::internal);
  }
}
