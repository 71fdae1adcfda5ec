// Names of the program by its own numbers.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/typed_program.h"

namespace envelope::equate {

template <typename Entities>
std::vector<std::string> names_of(const Entities& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) names.push_back(entity.name);
  return names;
}

// All members of a closed type; nothing of another.
[[nodiscard]] inline std::vector<std::string> members_of(const check::TypedProgram& program, const base::Type& type) {
  switch (type.kind) {
    case base::TypeKind::enumeration:
      return program.enums[type.enumeration.index()].members;
    case base::TypeKind::agent:
      return names_of(program.principals);
    case base::TypeKind::tier:
      return names_of(program.tiers);
    case base::TypeKind::mode:
      return names_of(program.switches);
    case base::TypeKind::job:
      return names_of(program.jobs);
    default:
      return {};
  }
}

}  // namespace envelope::equate
