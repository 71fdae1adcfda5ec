#include <string_view>
#include <vector>

#include "runtime/cli/command.h"

int main(int count, char** words) {
  const std::vector<std::string_view> all(words + (count > 0 ? 1 : 0), words + count);
  return static_cast<int>(envelope::runtime_cli::run(all));
}
