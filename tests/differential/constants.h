// What the conditions of a policy compare with: where its decisions change.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/base/type.h"
#include "compiler/check/typed_program.h"

namespace envelope::differential {

struct CivilConstant {
  std::int64_t ms = 0;  // since midnight
  base::ZoneId zone;
};

// Without duplicates, in a fixed order.
struct Constants {
  std::map<base::TypeKind, std::vector<std::int64_t>> numbers;
  std::map<base::TypeKind, std::vector<std::string>> texts;     // values and prefixes
  std::map<base::TypeKind, std::vector<std::string>> examples;  // one value for each pattern
  std::vector<CivilConstant> times_of_day;
};

[[nodiscard]] Constants constants_of(const check::TypedProgram& program);

}  // namespace envelope::differential
