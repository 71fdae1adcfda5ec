// Conditions after resolving and type-checking: every name is an id, every literal a constant in the unit of its type.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/base/type.h"

namespace envelope::check {

// One value. Which field counts follows from `type`.
struct Constant {
  base::Type type;
  std::int64_t number = 0;      // numeric types, boolean (0/1), closed types (member index or id value)
  std::string text;             // textual types: canonical form; for patterns the canonical pattern
  std::vector<Constant> items;  // a set
  base::Span span;
  bool operator==(const Constant& other) const {
    return type == other.type && number == other.number && text == other.text && items == other.items;
  }
};

// What the engine knows about a request itself.
enum class BuiltIn : std::uint8_t {
  agent,     // who acts (type agent)
  tier,      // its tier (type tier)
  origin,    // human, agent, cron, event (type enumeration kOriginEnum)
  depth,     // length of the lineage (type count)
  time,      // the instant (type time); with a time-of-day constant: civil time in the statement's zone
  day,       // civil weekday in the statement's zone (type enumeration kDayEnum)
  job,       // the job it runs under (type job)
  labels,    // what the session holds; spelled `session has L` or `labels has L`
  outcome,   // success, failure, …: `watch`, `audit`, `after` only (type enumeration kOutcomeEnum)
  decision,  // deny, propose, ask, allow: `watch`, `audit` only (type enumeration kDecisionEnum)
};

enum class OperandKind : std::uint8_t { attribute, fact, built_in, switch_on };

struct Operand {
  OperandKind kind{};
  std::string attribute;  // attribute: its name; every target of the statement declares it with `type`
  base::FactId fact;
  BuiltIn built_in{};
  base::SwitchId switch_id;  // switch_on
  base::Type type;
};

enum class Comparison : std::uint8_t {
  truth,   // a boolean is true; a switch is on
  equals,  // numbers, booleans, closed types; textual: equal canonical text
  less,
  less_equal,
  greater,
  greater_equal,
  one_of,       // `in [a, b]`: equals any of `constants`
  in_range,     // `in a..b`: constants[0] <= x < constants[1]; times of day wrap over midnight
  matches,      // any of the patterns in `constants`
  under,        // any of the path prefixes in `constants`
  has,          // a set attribute or `labels` holds constants[0] (labels: number is the LabelId)
  equals_self,  // type agent: equals the acting agent
};

struct TypedAtom {
  Operand left;
  Comparison comparison{};
  bool negated = false;
  bool time_of_day = false;  // constants are milliseconds since midnight in `zone`; compares civil time
  base::ZoneId zone;         // time_of_day and BuiltIn::day only
  std::vector<Constant> constants;
};

enum class TypedExprKind : std::uint8_t { error, all, any, negation, atom };

// `error` evaluates to unknown: it only stands in programs that were rejected.
struct TypedExpr {
  TypedExprKind kind = TypedExprKind::error;
  base::Span span;
  std::vector<TypedExpr> items;
  TypedAtom atom;
};

struct TypedCondition {
  bool unless = false;
  TypedExpr expr;
};

}  // namespace envelope::check
