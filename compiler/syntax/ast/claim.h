// Forms 25 and 26: what must hold, what is accepted, and what is tested.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/ast/behaviour.h"

namespace envelope::syntax {

enum class ClaimKind { never, always, never_reach, never_together, total };

// `git_push when branch is "main"`, or `approve two_key`: one of the things that are kept apart.
struct Power {
  std::optional<Name> approval;  // gives this approval; else does `target`
  Target target;
  std::vector<Condition> conditions;
  base::Span span;
};

// assert "…" never allow deploy when to is production
struct Assert {
  Text title;
  ClaimKind kind{};
  Effect effect{};                   // never, always
  std::optional<RequestOf> request;  // never allow request B for …
  Targets targets;                   // all but never together
  std::vector<Power> powers;         // never together
  std::vector<Name> from;            // never reach, never together … from
  std::vector<Name> without;         // never reach, never together … without
  std::vector<Condition> conditions;
  std::optional<Value> bound;  // total … <= bound
  std::optional<Period> period;
  std::optional<Each> each;
};

// accept ENV2201 for scout because "…" until 2027-12-31
struct Accept {
  Name code;
  std::vector<Name> principals;
  std::vector<Text> because;
  std::optional<Value> until;
};

// bolt git_push(branch: "main") in exploration with (depth: 1) -> ask via human_approval
// bolt request atlas for deploy(to: sandbox) -> allow
struct TestCase {
  Name principal;
  std::optional<RequestOf> request;
  Name action;
  std::optional<Arguments> arguments;
  std::vector<Name> in;
  std::optional<Arguments> with;
  Effect expected{};
  base::Span expected_span;
  std::vector<Name> via;
  base::Span span;
};

struct Test {
  Text title;
  std::optional<Arguments> with;
  std::vector<TestCase> cases;
};

}  // namespace envelope::syntax
