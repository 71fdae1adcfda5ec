#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/model/print.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::model {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

std::string decimal(std::int64_t scaled, std::int64_t scale, int digits_min) {
  std::string fraction = fmt::format("{:0{}}", scaled % scale, std::to_string(scale).size() - 1);
  while (fraction.size() > static_cast<std::size_t>(digits_min) && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? fmt::format("{}", scaled / scale) : fmt::format("{}.{}", scaled / scale, fraction);
}

std::string left_side(const PolicyModel& model, const Atom& atom) {
  switch (atom.kind) {
    case AtomKind::attribute:
      return model.attributes[atom.attribute.index()].name;
    case AtomKind::fact:
      return model.facts[atom.fact.index()].first;
    case AtomKind::switch_on:
      return model.switches[atom.switch_id.index()].name;
    case AtomKind::label:
      return model.labels[atom.label.index()];
    case AtomKind::capability:
      return model.capabilities[atom.capability.index()];
    case AtomKind::agent:
    case AtomKind::tier:
    case AtomKind::origin:
    case AtomKind::depth:
    case AtomKind::time:
    case AtomKind::time_of_day:
    case AtomKind::day:
    case AtomKind::job:
    case AtomKind::outcome:
    case AtomKind::decision:
      return std::string(circumstance_word(atom.kind));
  }
  return {};
}

std::string number_text(const PolicyModel& model, const Atom& atom, std::int64_t number) {
  return atom.kind == AtomKind::time_of_day ? time::format(time::TimeOfDay{static_cast<std::int32_t>(number)})
                                            : print_number(model, atom.type, number);
}

std::string list_text(const std::vector<std::string>& items) {
  return items.size() == 1 ? items[0] : fmt::format("[{}]", fmt::join(items, ", "));
}

std::string constants_text(const PolicyModel& model, const Atom& atom) {
  std::vector<std::string> items;
  for (const std::string& text : atom.texts) items.push_back(fmt::format("\"{}\"", text));
  for (const std::int64_t number : atom.numbers) items.push_back(number_text(model, atom, number));
  return list_text(items);
}

std::string equals_text(const PolicyModel& model, const Atom& atom) {
  return atom.numbers.size() + atom.texts.size() == 1 ? " is " + constants_text(model, atom) : " in " + constants_text(model, atom);
}

std::string join_children(const PolicyModel& model, const Guard& guard, std::string_view word) {
  std::vector<std::string> parts;
  for (const GuardId child : guard.children) {
    const GuardKind kind = model.guards[child.index()].kind;
    const bool needs_parentheses = kind == GuardKind::all || kind == GuardKind::any;
    parts.push_back(needs_parentheses ? "(" + print_guard(model, child) + ")" : print_guard(model, child));
  }
  return fmt::format("{}", fmt::join(parts, word));
}

}  // namespace

std::string_view circumstance_word(AtomKind kind) {
  switch (kind) {
    case AtomKind::agent:
      return "agent";
    case AtomKind::tier:
      return "tier";
    case AtomKind::origin:
      return "origin";
    case AtomKind::depth:
      return "depth";
    case AtomKind::time:
    case AtomKind::time_of_day:
      return "time";
    case AtomKind::day:
      return "day";
    case AtomKind::job:
      return "job";
    case AtomKind::outcome:
      return "outcome";
    case AtomKind::decision:
      return "decision";
    case AtomKind::attribute:
    case AtomKind::fact:
    case AtomKind::switch_on:
    case AtomKind::label:
    case AtomKind::capability:
      break;
  }
  return {};
}

std::string print_number(const PolicyModel& model, const Type& type, std::int64_t number) {
  switch (type.kind) {
    case base::TypeKind::boolean:
      return number != 0 ? "true" : "false";
    case base::TypeKind::bytes:
      return fmt::format("{}B", number);
    case base::TypeKind::money:
      return "$" + decimal(number, kMillion, 2);
    case base::TypeKind::duration:
      return time::format_duration(number);
    case base::TypeKind::percent:
      return decimal(number, 10'000, 0) + "%";
    case base::TypeKind::time:
      return time::format(time::Instant{number});
    case base::TypeKind::enumeration:
      return model.enums[type.enumeration.index()].members[static_cast<std::size_t>(number)];
    case base::TypeKind::agent:
      return model.principals[static_cast<std::size_t>(number)].name;
    case base::TypeKind::tier:
      return model.tiers[static_cast<std::size_t>(number)];
    case base::TypeKind::mode:
      return model.switches[static_cast<std::size_t>(number)].name;
    case base::TypeKind::job:
      return model.jobs[static_cast<std::size_t>(number)].name;
    case base::TypeKind::count:
    case base::TypeKind::error:
    case base::TypeKind::string:
    case base::TypeKind::path:
    case base::TypeKind::host:
    case base::TypeKind::command:
      return fmt::format("{}", number);
  }
  return {};
}

std::string type_name(const PolicyModel& model, const Type& type) {
  static constexpr std::string_view kNames[] = {"error", "Bool", "Count",   "Bytes", "Money", "Duration", "Percent", "Time", "String",
                                                "Path",  "Host", "Command", "enum",  "Agent", "Tier",     "Mode",    "Job"};
  std::string name = type.kind == base::TypeKind::enumeration ? model.enums[type.enumeration.index()].name
                                                              : std::string(kNames[static_cast<std::size_t>(type.kind)]);
  return type.is_set ? "[" + name + "]" : name;
}

std::string print_atom(const PolicyModel& model, AtomId id) {
  const Atom& atom = model.atoms[id.index()];
  std::string left = left_side(model, atom);
  switch (atom.op) {
    case AtomOperator::is_true:
      if (atom.kind == AtomKind::switch_on) return "in " + left;
      if (atom.kind == AtomKind::label) return "session has " + left;
      if (atom.kind == AtomKind::capability) return "holds " + left;
      return left;
    case AtomOperator::equals:
      return left + equals_text(model, atom);
    case AtomOperator::less:
      return left + " < " + constants_text(model, atom);
    case AtomOperator::less_equal:
      return left + " <= " + constants_text(model, atom);
    case AtomOperator::greater:
      return left + " > " + constants_text(model, atom);
    case AtomOperator::greater_equal:
      return left + " >= " + constants_text(model, atom);
    case AtomOperator::in_range:
      return fmt::format("{} in {}..{}", left, number_text(model, atom, atom.numbers[0]), number_text(model, atom, atom.numbers[1]));
    case AtomOperator::matches:
      return left + " matches " + constants_text(model, atom);
    case AtomOperator::under:
      return left + " under " + constants_text(model, atom);
    case AtomOperator::has:
      return left + " has " + constants_text(model, atom);
    case AtomOperator::is_self:
      return left + " is self";
  }
  return {};
}

std::string print_guard(const PolicyModel& model, GuardId id) {
  const Guard& guard = model.guards[id.index()];
  switch (guard.kind) {
    case GuardKind::always:
      return "always";
    case GuardKind::atom:
      return print_atom(model, guard.atom);
    case GuardKind::negation: {
      const GuardId inner = guard.children[0];
      const GuardKind kind = model.guards[inner.index()].kind;
      if (kind == GuardKind::always) return "never";
      return kind == GuardKind::atom ? "not " + print_guard(model, inner) : "not (" + print_guard(model, inner) + ")";
    }
    case GuardKind::all:
      return join_children(model, guard, " and ");
    case GuardKind::any:
      return join_children(model, guard, " or ");
  }
  return {};
}

}  // namespace envelope::model
