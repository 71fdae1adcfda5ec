#include "compiler/format/equivalent.h"

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace envelope::format {
namespace {

using namespace syntax;  // NOLINT: this file is a table over the whole tree

// `parts(node)` names every member that carries meaning, as a tuple of references. Spans are left out, which is why the trees have no
// operator== of their own.
template <typename... Members>
auto members(const Members&... member) {
  return std::tuple<const Members&...>(member...);
}

auto parts(const Name& n) { return members(n.text); }
auto parts(const Path& n) { return members(n.parts); }
auto parts(const Text& n) { return members(n.value); }
auto parts(const Value& n) { return members(n.kind, n.text, n.items, n.path, n.effect); }
auto parts(const Argument& n) { return members(n.name, n.value); }
auto parts(const Arguments& n) { return members(n.items); }
auto parts(const Expr& n) { return members(n.kind, n.items, n.op, n.negated, n.path, n.value); }
auto parts(const Condition& n) { return members(n.unless, n.expr); }
auto parts(const Target& n) { return members(n.anything, n.path); }
auto parts(const Targets& n) { return members(n.items, n.except); }
auto parts(const RequestOf& n) { return members(n.agent); }
auto parts(const Rule& n) { return members(n.strength, n.effect, n.request, n.targets, n.conditions, n.via, n.because); }
auto parts(const Holds& n) { return members(n.grants, n.capabilities); }

auto parts(const PolicyHeader& n) { return members(n.name, n.doc, n.timezone, n.broken); }
auto parts(const Import& n) { return members(n.target, n.arguments); }
auto parts(const TypeName& n) { return members(n.name, n.is_set); }
auto parts(const Let& n) { return members(n.name, n.type, n.value); }
auto parts(const EnumDecl& n) { return members(n.name, n.members, n.doc); }
auto parts(const ClassDecl& n) { return members(n.names, n.parents, n.doc); }
auto parts(const CapabilityDecl& n) { return members(n.names, n.doc); }
auto parts(const Parameter& n) { return members(n.name, n.optional, n.type); }
auto parts(const Signature& n) { return members(n.name, n.parameters, n.has_parentheses); }
auto parts(const Trait& n) { return members(n.kind, n.names); }
auto parts(const SignatureDecl& n) { return members(n.kind, n.signatures, n.traits, n.doc); }
auto parts(const MeterDecl& n) { return members(n.name, n.terms); }
auto parts(const FactDecl& n) { return members(n.name, n.type, n.keys, n.doc); }
auto parts(const LabelDecl& n) { return members(n.name, n.from, n.conditions, n.doc); }
auto parts(const FileDecl& n) { return members(n.patterns, n.is_protected, n.runs_as); }

auto parts(const Each& n) { return members(n.keys); }
auto parts(const Amount& n) { return members(n.value, n.of, n.usual); }
auto parts(const Period& n) { return members(n.kind, n.span_value); }
auto parts(const DutyCall& n) { return members(n.effect, n.via, n.name, n.word, n.arguments, n.within); }
auto parts(const Threshold& n) { return members(n.percent, n.duties); }
auto parts(const Limit& n) { return members(n.targets, n.amount, n.period, n.each, n.conditions, n.because, n.thresholds, n.otherwise); }
auto parts(const Watch& n) { return members(n.name, n.doc, n.on, n.compare, n.level, n.period, n.each, n.conditions, n.duties); }
auto parts(const Around& n) { return members(n.after, n.targets, n.conditions, n.duties, n.otherwise); }
auto parts(const Audit& n) { return members(n.targets, n.conditions, n.keep, n.with); }
auto parts(const Configure& n) { return members(n.name, n.arguments); }
auto parts(const Route& n) { return members(n.severity, n.to, n.by, n.every, n.until_acknowledged); }

auto parts(const Scope& n) { return members(n.kind, n.names, n.owner, n.each, n.doc, n.has_block, n.items); }
auto parts(const ApprovalSource& n) { return members(n.quorum, n.people, n.after); }
auto parts(const Approval& n) { return members(n.is_default, n.name, n.doc, n.from, n.by, n.needs, n.proof, n.within); }
auto parts(const Reach& n) { return members(n.channel, n.address); }
auto parts(const Lasts& n) { return members(n.length); }
auto parts(const Passage& n) { return members(n.leave, n.via, n.duties, n.otherwise); }
auto parts(const CronTrigger& n) { return members(n.expression, n.timezone); }
auto parts(const EveryTrigger& n) { return members(n.length); }
auto parts(const EventTrigger& n) { return members(n.events, n.conditions); }
auto parts(const RunItem& n) { return members(n.action, n.arguments); }
auto parts(const Expires& n) { return members(n.date); }

auto parts(const Power& n) { return members(n.approval, n.target, n.conditions); }
auto parts(const Assert& n) {
  return members(n.title, n.kind, n.effect, n.request, n.targets, n.powers, n.from, n.without, n.conditions, n.bound, n.period, n.each);
}
auto parts(const Accept& n) { return members(n.code, n.principals, n.because, n.until); }
auto parts(const TestCase& n) { return members(n.principal, n.request, n.action, n.arguments, n.in, n.with, n.expected, n.via); }
auto parts(const Test& n) { return members(n.title, n.with, n.cases); }
auto parts(const Unreadable&) { return members(); }
auto parts(const Statement& n) { return members(n.broken, n.node); }
auto parts(const PolicyFile& n) { return members(n.header, n.statements); }

// All overloads before any definition: they call each other.
template <typename T>
bool same(const T& left, const T& right);
template <typename T>
bool same(const std::vector<T>& left, const std::vector<T>& right);
template <typename T>
bool same(const std::optional<T>& left, const std::optional<T>& right);
template <typename... T>
bool same(const std::variant<T...>& left, const std::variant<T...>& right);

template <typename T>
bool same(const T& left, const T& right) {
  if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return left == right;
  } else {
    return std::apply([&](const auto&... l) { return std::apply([&](const auto&... r) { return (same(l, r) && ...); }, parts(right)); },
                      parts(left));
  }
}

template <typename T>
bool same(const std::vector<T>& left, const std::vector<T>& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (!same(left[i], right[i])) return false;
  return true;
}

template <typename T>
bool same(const std::optional<T>& left, const std::optional<T>& right) {
  return left.has_value() == right.has_value() && (!left || same(*left, *right));
}

template <typename... T>
bool same(const std::variant<T...>& left, const std::variant<T...>& right) {
  if (left.index() != right.index()) return false;
  return std::visit([&](const auto& node) { return same(node, std::get<std::decay_t<decltype(node)>>(right)); }, left);
}

}  // namespace

bool same_tree(const PolicyFile& left, const PolicyFile& right) { return same(left, right); }

}  // namespace envelope::format
