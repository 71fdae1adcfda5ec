// Compiles a golden file and prints what it asks for.
#pragma once

#include <string>
#include <vector>

#include "tests/golden/golden_file.h"

namespace envelope::golden {

struct Actual {
  std::vector<Expected> findings;  // sorted
  std::string stage;
  bool has_errors = false;
  std::vector<std::string> broken_properties;  // laws that hold for every input, and did not
};

[[nodiscard]] Actual compile_golden(const GoldenFile& golden);

}  // namespace envelope::golden
