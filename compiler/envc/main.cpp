#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "compiler/cli/command.h"

int main(int count, char** words) {
  try {
    return envelope::cli::run(std::vector<std::string>(words + 1, words + count));
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "error[ENV9001]: a fault of envc itself: %s\n", fault.what());
    return static_cast<int>(envelope::cli::ExitCode::internal);
  }
}
