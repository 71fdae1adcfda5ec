#include "compiler/equate/question.h"

#include "compiler/oracle/condition.h"
#include "runtime/decide/compare.h"
#include "runtime/decide/program.h"

namespace envelope::equate {

using check::BuiltIn;
using check::OperandKind;
using format::Operation;
using format::Source;
using format::TestOperation;
using text::Truth;

namespace {

About about(BuiltIn built_in) {
  switch (built_in) {
    case BuiltIn::origin:
      return About::origin;
    case BuiltIn::depth:
      return About::depth;
    case BuiltIn::time:
    case BuiltIn::day:
      return About::time;
    case BuiltIn::job:
      return About::job;
    case BuiltIn::labels:
      return About::labels;
    case BuiltIn::agent:
    case BuiltIn::tier:
    case BuiltIn::outcome:
    case BuiltIn::decision:
      break;
  }
  return About::nothing;
}

void append(std::string& key, std::int64_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); }
void append(std::string& key, std::string_view text) {
  append(key, static_cast<std::int64_t>(text.size()));
  key += text;
}

void append_atom(std::string& key, const check::TypedAtom& atom, base::PrincipalId who) {
  for (const auto part : {static_cast<std::int64_t>(atom.left.kind), static_cast<std::int64_t>(atom.left.built_in),
                          static_cast<std::int64_t>(atom.comparison), static_cast<std::int64_t>(atom.time_of_day),
                          static_cast<std::int64_t>(atom.zone.value), static_cast<std::int64_t>(atom.left.type.kind)})
    append(key, part);
  const bool is_about_who =
      atom.comparison == check::Comparison::equals_self || atom.left.built_in == BuiltIn::agent || atom.left.built_in == BuiltIn::tier;
  if (is_about_who) append(key, who.value);
  for (const check::Constant& constant : atom.constants) {
    append(key, constant.number);
    append(key, constant.text);
  }
}

}  // namespace

request::Request Answers::bare_request() const {
  request::Request request;
  request.principal = program_.principals[place_.who.index()].name;
  request.action = program_.actions[place_.action.index()].name;
  if (place_.requested) request.requested = program_.principals[place_.requested->index()].name;
  request.lineage.emplace();
  return request;
}

Truth Answers::answer(const Question& question, const request::Request& request) const {
  if (question.kind == Question::Kind::table) return table_.answer(question.table, place_.table, request);
  const oracle::Question asked{program_, request, place_.action, place_.who, &patterns_};
  const oracle::RequestWorld world(asked, place_.requested);
  switch (question.kind) {
    case Question::Kind::atom:
      return truth_of(world.atom(*question.atom));
    case Question::Kind::switch_on:
      return truth_of(world.switch_on(base::SwitchId{question.id}));
    case Question::Kind::runs_under:
      return truth_of(world.runs_under(base::JobId{question.id}));
    case Question::Kind::delegated:
      return truth_of(world.is_delegated());
    case Question::Kind::speaks_of:
      return truth_of(world.speaks_of(base::SwitchId{question.id}));
    case Question::Kind::table:
      break;
  }
  return Truth::unknown;
}

Subject Answers::subject_of(const Question& question) const {
  switch (question.kind) {
    case Question::Kind::atom: {
      const check::Operand& left = question.atom->left;
      if (left.kind == OperandKind::attribute) return {About::attribute, left.attribute};
      if (left.kind == OperandKind::fact) return {About::fact, program_.facts[left.fact.index()].name};
      if (left.kind == OperandKind::switch_on) return {About::switch_on, program_.switches[left.switch_id.index()].name};
      return {about(left.built_in), {}};
    }
    case Question::Kind::switch_on:
      return {About::switch_on, program_.switches[question.id].name};
    case Question::Kind::runs_under:
      return {About::job, {}};
    case Question::Kind::delegated:
      return {About::depth, {}};
    case Question::Kind::speaks_of:
      return {About::attribute, "what"};
    case Question::Kind::table:
      break;
  }
  return subject_of(question.table);
}

Subject Answers::subject_of(const TableQuestion& question) const {
  if (question.test != nullptr) return {About::attribute, table_.attribute_name(place_.table, question.test->slot)};
  const format::NodeRecord& node = *question.node;
  const std::uint32_t index = node.index & format::kSourceIndexMask;
  if (static_cast<Operation>(node.operation) == Operation::switch_on)
    return {About::switch_on, table_.member_name(format::kSwitchNames, node.operand)};
  if (static_cast<Operation>(node.operation) == Operation::label_held) return {About::labels, {}};
  switch (static_cast<Source>(node.source)) {
    case Source::attribute:
      return {About::attribute, table_.attribute_name(place_.table, index)};
    case Source::fact:
      return {About::fact, table_.member_name(format::kFactNames, index)};
    case Source::origin:
      return {About::origin, {}};
    case Source::depth:
      return {About::depth, {}};
    case Source::time:
    case Source::time_of_day:
    case Source::day:
      return {About::time, {}};
    case Source::job:
      return {About::job, {}};
    case Source::none:
      break;
  }
  return {};
}

void Answers::append_key(const Question& question, std::string& key) const {
  append(key, static_cast<std::int64_t>(question.kind));
  if (question.kind == Question::Kind::atom) return append_atom(key, *question.atom, place_.who);
  if (question.kind == Question::Kind::table) return append_table_key(question.table, key);
  append(key, question.id);
}

void Answers::append_table_key(const TableQuestion& question, std::string& key) const {
  if (question.node != nullptr) {
    const format::NodeRecord& node = *question.node;
    append(key, node.operation | node.source << 8 | (node.index & format::kSourceIndexMask) << 16);
    append(key, node.operand);
    if (static_cast<Operation>(node.operation) == Operation::is_self) append(key, place_.table.principal);
    return;
  }
  const format::TestRecord& test = *question.test;
  const char* const parameters = table_.parameters(place_.table.principal);
  append(key, test.operation | test.slot << 8 | (test.flags & format::kNotEmpty) << 16 | std::int64_t{1} << 32);
  append(key, test.operand);
  const auto operation = static_cast<TestOperation>(test.operation);
  if (format::is_text_test(test.operation)) {
    append(key, decide::text_parameter(parameters, test.parameter));
    if (format::form_of(test.operation) >= format::TextForm::gap) append(key, decide::text_parameter(parameters, test.second));
  } else if (operation == TestOperation::less || operation == TestOperation::grouped) {
    append(key, decide::word_of(parameters, test.parameter));
  } else if (operation == TestOperation::less_wide) {
    append(key, decide::wide_word_of(parameters, test.parameter));
  }
}

}  // namespace envelope::equate
