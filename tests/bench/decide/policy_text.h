// A fleet as a policy.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/decide/family.h"

namespace envelope::bench {

struct PolicyFile {
  std::string path;  // relative; the first file is the main one
  std::string text;  // at most 1 MB
};

// `main.envelope`, `vocabulary.envelope` and as many `part_N.envelope` as the size of a file demands.
[[nodiscard]] std::vector<PolicyFile> write_policy(const Fleet& fleet);

}  // namespace envelope::bench
