// Numbers and members of closed types: what lies between two of the numbers that questions name is answered as either of them.
#include <algorithm>
#include <set>

#include "compiler/equate/closed_names.h"
#include "compiler/equate/variable.h"
#include "runtime/decide/program.h"

namespace envelope::equate {

using format::Operation;
using format::TestOperation;

namespace {

constexpr std::size_t kAllMembers = 64;  // so many members are all looked at, whoever asks about them

std::uint64_t mask(const Answers& answers, std::uint32_t constant) {
  return static_cast<std::uint64_t>(answers.table().sections().constants[constant]);
}

void add_mask(std::uint64_t bits, std::set<std::int64_t>& numbers) {
  for (std::int64_t bit = 0; bit < 64; ++bit)
    if ((bits >> bit & 1U) != 0) numbers.insert(bit);
  numbers.insert(64);  // beyond all of them
}

// The numbers that a question of the table compares with.
void add_table_numbers(const Answers& answers, const TableQuestion& question, std::set<std::int64_t>& numbers) {
  const auto& constants = answers.table().sections().constants;
  if (question.node != nullptr) {
    const std::uint32_t operand = question.node->operand;
    switch (static_cast<Operation>(question.node->operation)) {
      case Operation::equals_wide:
      case Operation::less_wide:
      case Operation::has_wide:
        numbers.insert(constants[operand]);
        break;
      case Operation::in_mask:
        add_mask(mask(answers, operand), numbers);
        break;
      case Operation::is_self:
        numbers.insert(answers.place().table.principal);
        break;
      default:
        numbers.insert(operand);
    }
    return;
  }
  const char* const parameters = answers.table().parameters(answers.place().table.principal);
  switch (static_cast<TestOperation>(question.test->operation)) {
    case TestOperation::in_mask:
      return add_mask(mask(answers, question.test->operand), numbers);
    case TestOperation::less:
      numbers.insert(decide::word_of(parameters, question.test->parameter));
      return;
    case TestOperation::less_wide:
      numbers.insert(decide::wide_word_of(parameters, question.test->parameter));
      return;
    default:
      numbers.insert(question.test->operand);
  }
}

// Of the table, all that are compared with; of the source, those of its constants.
std::set<std::int64_t> table_numbers(const Answers& answers, const std::vector<Question>& questions) {
  std::set<std::int64_t> numbers;
  for (const Question& question : questions)
    if (question.kind == Question::Kind::table) add_table_numbers(answers, question.table, numbers);
  return numbers;
}
std::set<std::int64_t> source_numbers(const Answers& answers, const std::vector<Question>& questions) {
  std::set<std::int64_t> numbers;
  for (const Question& question : questions) {
    if (question.kind == Question::Kind::speaks_of) numbers.insert(question.id);
    if (question.kind != Question::Kind::atom) continue;
    for (const check::Constant& constant : question.atom->constants) numbers.insert(constant.number);
    if (question.atom->comparison == check::Comparison::equals_self) numbers.insert(answers.place().who.value);
  }
  return numbers;
}

// The name set in which the table looks members up that this question is about.
std::uint32_t name_set(const Answers& answers, const TableQuestion& question) {
  const CellPlace& place = answers.place();
  const bool is_fact = question.node != nullptr && static_cast<format::Source>(question.node->source) == format::Source::fact;
  const std::uint32_t index = question.node != nullptr ? question.node->index & format::kSourceIndexMask : question.test->slot;
  return is_fact ? answers.table().sections().facts[index].type.name_set : answers.table().attribute_type(place.table, index).name_set;
}

Sample of_number(std::int64_t number) {
  Sample sample;
  sample.value = number;
  sample.number = number;
  return sample;
}

std::vector<std::string> member_names(const Answers& answers, const base::Type& type, const std::vector<Question>& questions) {
  std::vector<std::string> all = members_of(answers.program(), type);
  if (all.size() <= kAllMembers) return all;
  std::set<std::string> named;
  for (const std::int64_t number : source_numbers(answers, questions))
    if (number >= 0 && static_cast<std::size_t>(number) < all.size()) named.insert(all[static_cast<std::size_t>(number)]);
  for (const Question& question : questions) {
    if (question.kind != Question::Kind::table) continue;
    std::set<std::int64_t> numbers;
    add_table_numbers(answers, question.table, numbers);
    const bool has_order = question.table.node != nullptr && static_cast<Operation>(question.table.node->operation) == Operation::less;
    if (has_order) return all;
    for (const std::int64_t number : numbers) named.insert(answers.table().member_name(name_set(answers, question.table), number));
  }
  named.erase(std::string());
  // Nobody names the others: one stands for all of them.
  for (const std::string& name : all)
    if (named.insert(name).second) break;
  return {named.begin(), named.end()};
}

}  // namespace

std::vector<Sample> number_samples(const Answers& answers, const base::Type& type, const std::vector<Question>& questions) {
  std::vector<Sample> samples;
  if (type.kind == base::TypeKind::boolean) {
    samples.resize(2);
    samples[0].value = false;
    samples[1].value = true;
    return samples;
  }
  if (base::is_closed(type.kind)) {
    for (const std::string& name : member_names(answers, type, questions)) samples.emplace_back().value = name;
    return samples;
  }
  std::set<std::int64_t> numbers = table_numbers(answers, questions);
  numbers.merge(source_numbers(answers, questions));
  std::set<std::int64_t> least{0, INT64_MAX};  // of each stretch
  for (const std::int64_t number : numbers) {
    if (number >= 0) least.insert(number);
    if (number >= -1 && number < INT64_MAX) least.insert(number + 1);
  }
  for (const std::int64_t number : least) samples.push_back(of_number(number));
  return samples;
}

std::vector<Sample> depth_samples(const Answers& answers) {
  const check::TypedProgram& program = answers.program();
  const auto agent = std::find_if(program.principals.begin(), program.principals.end(),
                                  [](const check::Principal& who) { return who.kind == check::PrincipalKind::agent; });
  const bool acts_for_others = agent != program.principals.end() && !is_asked_by_human(answers);
  const std::uint32_t deepest = acts_for_others ? format::kLineageMax : 0;
  std::vector<Sample> samples;
  for (std::uint32_t depth = 0; depth <= deepest; ++depth) {
    samples.push_back(of_number(depth));
    if (depth > 0) samples.back().name = agent->name;
  }
  return samples;
}

std::vector<Sample> job_samples(const Answers& answers) {
  std::vector<Sample> samples(3);
  samples[0].is_absent = true;
  samples[2].name = "no job of this name";
  for (const check::Job& job : answers.program().jobs) samples.emplace_back().name = job.name;
  return samples;
}

}  // namespace envelope::equate
