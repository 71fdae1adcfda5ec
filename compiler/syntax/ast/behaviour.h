// Forms 21-24 and 18: what is metered, watched, required around an action, recorded, routed and configured.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/ast/rule.h"

namespace envelope::syntax {

// `each agent, session`
struct Each {
  std::vector<Name> keys;
  base::Span span;
};

// A word, a decoded number with a unit, or `30% of parent`.
struct Amount {
  Value value;             // number or name (a `let`)
  std::optional<Name> of;  // `30% of parent`, `100% of limit`
  bool usual = false;      // `10x usual`
  base::Span span;
};

enum class PeriodKind { per, at_once, consecutive };

// per day | per 15min | at once | consecutive
struct Period {
  PeriodKind kind{};
  std::optional<Value> span_value;  // per: a duration or a name (day, week, month, hour, minute, call, run)
  base::Span span;
};

// `do kill session within 5s`: a duty call, or an effect (`else ask via x`)
struct DutyCall {
  std::optional<Effect> effect;
  std::optional<Name> via;    // with `effect`
  Name name;                  // else the duty (or enter, leave)
  std::optional<Value> word;  // the bare word or string after it: `alert critical`, `check "npm test"`
  std::optional<Arguments> arguments;
  std::optional<Value> within;
  base::Span span;
};

// `at 80% do alert warning`
struct Threshold {
  Value percent;
  std::vector<DutyCall> duties;
  base::Span span;
};

struct Limit {
  Targets targets;
  Amount amount;
  std::optional<Period> period;
  std::optional<Each> each;
  std::vector<Condition> conditions;
  std::vector<Text> because;
  std::vector<Threshold> thresholds;
  std::vector<DutyCall> otherwise;  // `else …`
};

// watch stuck on shell > 5 per 10min each session, command do kill session
struct Watch {
  Name name;
  Doc doc;
  Targets on;
  std::optional<AtomOp> compare;
  std::optional<Amount> level;
  std::optional<Period> period;
  std::optional<Each> each;
  std::vector<Condition> conditions;
  std::vector<DutyCall> duties;
};

// before git_commit do snapshot(keep: 7d)   |   after deploy do check "…" within 60s else rollback
struct Around {
  bool after = false;
  Targets targets;
  std::vector<Condition> conditions;
  std::vector<DutyCall> duties;
  std::vector<DutyCall> otherwise;
};

// audit spend keep 90d with approval_chain
struct Audit {
  Targets targets;
  std::vector<Condition> conditions;
  std::optional<Value> keep;
  std::vector<Name> with;
};

struct Configure {
  Name name;
  Arguments arguments;
};

// route critical to taylor by telegram, sms every 5min until acknowledged
struct Route {
  Name severity;
  std::vector<Name> to;
  std::vector<Name> by;
  std::optional<Value> every;
  bool until_acknowledged = false;
};

}  // namespace envelope::syntax
