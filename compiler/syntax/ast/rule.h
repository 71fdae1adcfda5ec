// Forms 19 and 20: rules, and the targets every behaviour names.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/ast/expr.h"

namespace envelope::syntax {

// `anything`, an action, class, event or meter name, or `action.attribute` (limits, watches).
struct Target {
  bool anything = false;
  Path path;
  base::Span span;
};

struct Targets {
  std::vector<Target> items;
  std::vector<Name> except;
  base::Span span;
};

using base::Strength;

// `request atlas for deploy`: the right to have another agent act
struct RequestOf {
  Name agent;
  base::Span span;
};

// ask git_push when branch is "main" via human_approval because "main ships"
struct Rule {
  Strength strength = Strength::plain;
  Effect effect{};
  base::Span effect_span;
  std::optional<RequestOf> request;
  Targets targets;
  std::vector<Condition> conditions;
  std::vector<Name> via;
  std::vector<Text> because;
};

// holds IO_READ_LOCAL, … (agents, tiers)   |   grants … (windows, phases)
struct Holds {
  bool grants = false;
  std::vector<Name> capabilities;
};

}  // namespace envelope::syntax
