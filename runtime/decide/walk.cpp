#include "runtime/decide/walk.h"

#include <optional>

#include "runtime/decide/civil.h"
#include "runtime/decide/program.h"
#include "runtime/decide/texts.h"

namespace envelope::decide {
namespace {

using format::NodeRecord;
using format::Operation;
using format::Source;

const Value kAbsent = {};  // of kind absent

// The value of a node that asks about an attribute or a fact.
const Value& value_of(const Context& context, Source source, std::uint32_t index) {
  if (source == Source::attribute) return (context.given >> index & 1U) != 0 ? context.values[index] : kAbsent;
  for (std::uint32_t i = 0; i < context.fact_count; ++i)
    if (context.facts[i].id == index) return context.facts[i].value;
  return kAbsent;
}

// The number a node asks about; nothing when it is not known.
std::optional<std::int64_t> number_of(const Context& context, Source source, std::uint32_t index) {
  const env_request& request = context.request;
  switch (source) {
    case Source::attribute:
    case Source::fact: {
      const Value& value = value_of(context, source, index);
      if (value.kind != Value::Kind::number) return std::nullopt;
      return value.number;
    }
    case Source::origin:
      if ((request.flags & ENV_ORIGIN_KNOWN) == 0 || request.origin > ENV_ORIGIN_EVENT) return std::nullopt;
      return request.origin;
    case Source::depth:
      return static_cast<std::int64_t>(request.lineage_count);
    case Source::time:
      if ((request.flags & ENV_TIME_KNOWN) == 0 || request.time_ms < 0) return std::nullopt;
      return request.time_ms;
    case Source::time_of_day:
      return (request.flags & ENV_TIME_KNOWN) != 0 ? time_of_day(context.table, index, request.time_ms) : std::nullopt;
    case Source::day:
      return (request.flags & ENV_TIME_KNOWN) != 0 ? day_of_week(context.table, index, request.time_ms) : std::nullopt;
    case Source::job:
      if ((request.flags & ENV_JOB_KNOWN) == 0 || context.job == kUnknownJob) return std::nullopt;
      return context.job;
    case Source::none:
      return std::nullopt;
  }
  return std::nullopt;
}

Truth is_on(const Context& context, std::uint32_t id) {
  Truth state = Truth::unknown;
  bool is_named = false;
  for (std::uint32_t i = 0; i < context.switch_count; ++i) {
    if (context.switches[i].id != id) continue;
    if (is_named && context.switches[i].state != state) return Truth::unknown;  // said both ways
    state = context.switches[i].state;
    is_named = true;
  }
  return is_named || (context.request.flags & ENV_SWITCHES_OFF) == 0 ? state : Truth::no;
}

Truth is_held(const Context& context, std::uint32_t id) {
  if ((context.request.flags & ENV_LABELS_KNOWN) == 0) return Truth::unknown;
  for (std::uint32_t i = 0; i < context.label_count; ++i)
    if (context.labels[i] == id) return Truth::yes;
  return Truth::no;
}

Truth has_member(const Context& context, const Value& set, std::int64_t number) {
  if (set.kind == Value::Kind::numbers) {
    for (std::uint32_t i = 0; i < set.list->count; ++i)
      if (set.list->as.numbers[i] == number) return Truth::yes;
    return Truth::no;
  }
  if (set.kind != Value::Kind::list) return Truth::unknown;
  for (std::uint32_t i = 0; i < set.list->count; ++i)
    if (list_member_number(context.table, set, i) == number) return Truth::yes;
  return Truth::no;
}

Truth compare(const Context& context, const NodeRecord& node, std::int64_t number) {
  switch (static_cast<Operation>(node.operation)) {
    case Operation::equals:
      return text::truth_of(number == static_cast<std::int64_t>(node.operand));
    case Operation::less:
      return text::truth_of(number < static_cast<std::int64_t>(node.operand));
    case Operation::equals_wide:
      return text::truth_of(number == context.table.sections.constants[node.operand]);
    case Operation::less_wide:
      return text::truth_of(number < context.table.sections.constants[node.operand]);
    case Operation::in_mask: {
      const auto mask = static_cast<std::uint64_t>(context.table.sections.constants[node.operand]);
      return text::truth_of(number >= 0 && number < 64 && (mask >> static_cast<unsigned>(number) & 1U) != 0);
    }
    case Operation::is_self:
      return text::truth_of(number == static_cast<std::int64_t>(context.member));
    case Operation::mark:
    case Operation::has:
    case Operation::has_wide:
    case Operation::text:
    case Operation::text_has:
    case Operation::switch_on:
    case Operation::label_held:
      return Truth::unknown;
  }
  return Truth::unknown;
}

}  // namespace

Truth answer(Context& context, const NodeRecord& node) {
  const auto source = static_cast<Source>(node.source);
  const std::uint32_t index = node.index & format::kSourceIndexMask;
  switch (static_cast<Operation>(node.operation)) {
    case Operation::equals:
    case Operation::less:
    case Operation::equals_wide:
    case Operation::less_wide:
    case Operation::in_mask:
    case Operation::is_self: {
      const std::optional<std::int64_t> number = number_of(context, source, index);
      return number ? compare(context, node, *number) : Truth::unknown;
    }
    case Operation::has:
      return has_member(context, value_of(context, source, index), node.operand);
    case Operation::has_wide:
      return has_member(context, value_of(context, source, index), context.table.sections.constants[node.operand]);
    case Operation::text:
      return text_truth(context, node.operand, value_of(context, source, index), static_cast<std::uint32_t>(node.source) << 16U | index);
    case Operation::text_has:
      return any_text_truth(context, node.operand, value_of(context, source, index));
    case Operation::switch_on:
      return is_on(context, node.operand);
    case Operation::label_held:
      return is_held(context, node.operand);
    case Operation::mark:
      return Truth::yes;
  }
  return Truth::unknown;
}

Leaf settle(Context& context, const Bodies& bodies, std::uint32_t target) {
  if ((target & (format::kLeafBit | format::kProgramBit)) == format::kProgramBit) {
    const format::LeafRecord& leaf = run_program(context, bodies, target & ~format::kProgramBit);
    return leaf_of(context, leaf.target, ENV_NONE, leaf.obligations);
  }
  std::uint32_t marked = ENV_NONE;
  while ((target & format::kLeafBit) == 0) {
    const NodeRecord& node = bodies.nodes[target];
    if (node.operation == static_cast<std::uint8_t>(Operation::mark)) {
      marked = node.operand;
      target = node.yes;
      continue;
    }
    const Truth truth = answer(context, node);
    const bool is_yes = truth == Truth::yes || (truth == Truth::unknown && (node.index & format::kUnknownIsYes) != 0);
    target = is_yes ? node.yes : node.no;
  }
  return leaf_of(context, target, marked, 0);
}

}  // namespace envelope::decide
