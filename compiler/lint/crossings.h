// Internal to this folder: who or what may enter or leave a window, phase or stop.
#pragma once

#include <set>

#include "compiler/check/typed_program.h"

namespace envelope::lint {

class Crossings {
 public:
  // `action`: `enter` or `leave`; `kind`: the consequence of the same name.
  Crossings(const check::TypedProgram& program, std::string_view action, check::Consequence::Kind kind);

  // Some rule grants the action to somebody, `own` passages lead to an approval, or a watch, limit or duty does it. When, is not asked.
  [[nodiscard]] bool may_happen(base::SwitchId id, const std::vector<check::Passage>& own) const;

 private:
  bool is_granted_ = false;
  std::set<base::SwitchId> done_;
};

}  // namespace envelope::lint
