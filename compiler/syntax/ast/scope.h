// Forms 12-17: blocks. A block is a condition that all its statements share.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/ast/behaviour.h"

namespace envelope::syntax {

struct Statement;

enum class ScopeKind { tier, agent, human, subagents, window, phase, stop, job };

// tier T { … }, agent a, b is T { … }, human h { … }, subagents { … }, window W each session { … }, job j of a { … }
struct Scope {
  ScopeKind kind{};
  base::Span keyword;
  std::vector<Name> names;    // several only for agents; none for subagents
  std::optional<Name> owner;  // agent: its tier; job: its agent
  std::optional<Each> each;   // window, phase, stop
  Doc doc;
  bool has_block = false;
  base::Span block;  // the braces and what is between
  std::vector<Statement> items;
};

// default approval human_approval { from taylor  from jeff after 30min  by telegram  within 60min }
struct ApprovalSource {
  std::optional<Value> quorum;  // `2 of`
  std::vector<Name> people;
  std::optional<Value> after;
  base::Span span;
};

struct Approval {
  bool is_default = false;
  Name name;
  Doc doc;
  std::vector<ApprovalSource> from;
  std::vector<Name> by;
  std::vector<Name> needs;
  std::vector<Name> proof;
  std::optional<Value> within;
};

// Items that stand only inside blocks.
struct Reach {  // human: reach telegram "@taylor"
  Name channel;
  Text address;
};
struct Lasts {  // window: lasts 4h
  Value length;
};
struct Passage {  // window, phase, stop: enter via two_key / leave do witness else quarantine
  bool leave = false;
  std::vector<Name> via;
  std::vector<DutyCall> duties;
  std::vector<DutyCall> otherwise;
};
struct CronTrigger {  // job: cron "0 9 * * 1" in "Europe/Berlin"
  Text expression;
  std::optional<Text> timezone;
};
struct EveryTrigger {  // job: every 15min
  Value length;
};
struct EventTrigger {  // job: on rate_limited when …
  std::vector<Name> events;
  std::vector<Condition> conditions;
};
struct RunItem {  // job: run organize(path: "~/w")
  Name action;
  std::optional<Arguments> arguments;
};
struct Expires {  // job: expires 2027-01-10
  Value date;
};

}  // namespace envelope::syntax
