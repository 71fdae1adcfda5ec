#include "runtime/decide/texts.h"

#include "runtime/decide/automaton.h"
#include "runtime/text/canonical.h"
#include "runtime/text/limits.h"

namespace envelope::decide {
namespace {

constexpr std::uint32_t kAtomBits = 8;
constexpr std::uint32_t kAtomMask = (1U << kAtomBits) - 1;

Truth verdict_of(const char* row, std::uint32_t atom) {
  return static_cast<Truth>((static_cast<unsigned char>(row[atom / 4]) >> (atom % 4 * 2)) & 3U);
}

const char* row_of(const env_table& table, const format::GroupRecord& group, std::uint32_t text_class) {
  return table.sections.verdicts.data() + group.first_verdict + text_class * ((group.atom_count + 3U) / 4U);
}

const char* run_group(const env_table& table, const format::GroupRecord& group, std::string_view canonical) {
  const auto* words = reinterpret_cast<const std::uint32_t*>(table.sections.automata.data() + group.automaton);
  const auto run = group.is_residual != 0 ? run_residual : run_automaton;
  if (static_cast<format::TextDomain>(group.domain) != format::TextDomain::command_words)
    return row_of(table, group, run(words, canonical));
  std::array<char, text::kCommandWordsBufferBytes> buffer;
  return row_of(table, group, run(words, text::command_words_into(canonical, buffer)));
}

const char* run_on(const env_table& table, const format::GroupRecord& group, const Value& value) {
  const std::string_view text = value.view();
  if (value.kind == Value::Kind::text) return run_group(table, group, text);
  CanonicalBuffer buffer;
  const auto canonical = text::canonical_into(domain_of(*value.type), text, buffer);
  return canonical ? run_group(table, group, *canonical) : nullptr;
}

}  // namespace

Truth text_truth(Context& context, std::uint32_t operand, const Value& value, std::uint32_t key) {
  if (value.kind != Value::Kind::text && value.kind != Value::Kind::raw_text) return Truth::unknown;
  const std::uint32_t group = operand >> kAtomBits;
  for (std::uint32_t i = 0; i < context.run_count; ++i)
    if (context.runs[i].key == key && context.runs[i].group == group) return verdict_of(context.runs[i].verdicts, operand & kAtomMask);
  const char* verdicts = run_on(context.table, context.table.sections.groups[group], value);
  if (verdicts == nullptr) return Truth::unknown;
  context.runs[context.next_run] = {key, group, verdicts};
  context.next_run = (context.next_run + 1) % static_cast<std::uint32_t>(context.runs.size());
  if (context.run_count < context.runs.size()) ++context.run_count;
  return verdict_of(verdicts, operand & kAtomMask);
}

Truth any_text_truth(Context& context, std::uint32_t operand, const Value& list) {
  if (list.kind != Value::Kind::list) return Truth::unknown;
  const format::GroupRecord& group = context.table.sections.groups[operand >> kAtomBits];
  Truth result = Truth::no;
  for (std::uint32_t i = 0; i < list.list->count; ++i) {
    const env_text member = list.list->as.members[i];
    Value value;
    value.kind = Value::Kind::raw_text;
    value.bytes = member.data;
    value.size = static_cast<std::uint32_t>(member.size);
    value.type = list.type;
    const char* verdicts = run_on(context.table, group, value);
    result = text::truth_or(result, verdicts == nullptr ? Truth::unknown : verdict_of(verdicts, operand & kAtomMask));
  }
  return result;
}

}  // namespace envelope::decide
