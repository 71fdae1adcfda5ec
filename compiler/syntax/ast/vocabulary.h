// Forms 1-11: what a policy talks about. None of them grants anything.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "compiler/syntax/ast/expr.h"
#include "compiler/syntax/ast/rule.h"

namespace envelope::syntax {

// policy openclaw.operations "…" timezone "Europe/Berlin"
struct PolicyHeader {
  Path name;
  Doc doc;
  std::optional<Text> timezone;
  base::Span span;
  bool broken = false;  // as Statement::broken
};

// import std | import template.proactive(daily_tokens: 500_000) | import "parts/agents.envelope"
struct Import {
  std::variant<Path, Text> target;
  std::optional<Arguments> arguments;
};

// A type as written: `Count`, `Environment`, `[JobPart]`.
struct TypeName {
  Name name;
  bool is_set = false;
  base::Span span;
};

// let trusted = ["*.github.com"]   |   let daily_tokens: Count   (a hole)
struct Let {
  Name name;
  std::optional<TypeName> type;
  std::optional<Value> value;
};

struct EnumDecl {
  Name name;
  std::vector<Name> members;
  Doc doc;
};

// class external, destructive is … "…"
struct ClassDecl {
  std::vector<Name> names;
  std::vector<Name> parents;
  Doc doc;
};

struct CapabilityDecl {
  std::vector<Name> names;
  Doc doc;
};

enum class SignatureKind { action, event, duty };

struct Parameter {
  Name name;
  bool optional = false;
  TypeName type;
  base::Span span;
};

struct Signature {
  Name name;
  std::vector<Parameter> parameters;
  bool has_parentheses = false;
  base::Span span;
};

enum class TraitKind { is, needs, reads, writes, executes };

struct Trait {
  TraitKind kind{};
  std::vector<Name> names;
  base::Span span;
};

// action deploy(to: Environment) is external needs NET_ACCESS — also event and duty.
// Traits and doc apply to every signature of the statement.
struct SignatureDecl {
  SignatureKind kind{};
  std::vector<Signature> signatures;
  std::vector<Trait> traits;
  Doc doc;
};

// meter cost sums model_call.cost, spend.amount
struct MeterDecl {
  Name name;
  std::vector<Path> terms;
};

// fact disk: Bytes each agent
struct FactDecl {
  Name name;
  TypeName type;
  std::vector<Name> keys;
  Doc doc;
};

// label private from file_read when path under "~/memory"
struct LabelDecl {
  Name name;
  Targets from;
  std::vector<Condition> conditions;
  Doc doc;
};

// file "~/.policy/**" protected   |   file "~/x.sh" runs as jobs
struct FileDecl {
  std::vector<Text> patterns;
  bool is_protected = false;
  std::optional<Name> runs_as;
};

}  // namespace envelope::syntax
