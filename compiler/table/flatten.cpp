#include "compiler/table/flatten.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/table/direct.h"
#include "compiler/table/texts.h"

namespace envelope::table {
namespace {

using format::NodeRecord;
using format::Operation;
using format::Source;
using format::TestOperation;
using format::TestRecord;

constexpr std::size_t kQuestionsMax = 5;  // 3^5 leaves

// What a node asks, wherever it leads.
struct Question {
  std::uint8_t operation, source;
  std::uint16_t index;
  std::uint32_t operand;
  auto operator<=>(const Question&) const = default;
};

Question question_of(const NodeRecord& node) {
  return {node.operation, node.source, static_cast<std::uint16_t>(node.index & format::kSourceIndexMask), node.operand};
}

bool is_mark(const NodeRecord& node) { return node.operation == static_cast<std::uint8_t>(Operation::mark); }

// The questions below some roots, in the order of a walk from them. False when there are too many.
class Gathering {
 public:
  explicit Gathering(const std::vector<NodeRecord>& nodes) : nodes_(nodes) {}

  bool visit(Target root) {
    std::vector<Target> open{root};
    while (!open.empty()) {
      const Target at = open.back();
      open.pop_back();
      if ((at & format::kLeafBit) != 0 || !seen_.insert(at).second) continue;
      const NodeRecord& node = nodes_[at];
      if (!is_mark(node) && !add(question_of(node))) return false;
      open.push_back(node.no);
      open.push_back(node.yes);
    }
    return true;
  }
  [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }

 private:
  bool add(const Question& question) {
    if (std::find(questions_.begin(), questions_.end(), question) != questions_.end()) return true;
    questions_.push_back(question);
    return questions_.size() <= kQuestionsMax;
  }

  const std::vector<NodeRecord>& nodes_;
  std::set<Target> seen_;
  std::vector<Question> questions_;
};

// The tests that answer one question, and where they stand among others: never by what a place alone knows, so that places that are made
// alike share their programs.
struct Plan {
  Question question{};
  std::vector<TestRecord> tests;
  std::vector<DirectText> texts;
  [[nodiscard]] auto order() const {
    const TestRecord& first = tests.front();
    const bool is_shared = first.operation < static_cast<std::uint8_t>(TestOperation::less);
    const bool is_number = first.operation == static_cast<std::uint8_t>(TestOperation::less);
    return std::tuple(first.operation, first.slot, is_shared || is_number ? question.operand : 0, tests.size());
  }
};

class Planner {
 public:
  Planner(const model::PolicyModel& model, Diagrams& diagrams) : model_(model), diagrams_(diagrams) {}

  Plan plan(const Question& question) {
    Plan plan{question, {}, {}};
    const bool is_attribute = question.source == static_cast<std::uint8_t>(Source::attribute);
    TestRecord test{};
    test.slot = static_cast<std::uint8_t>(question.index);
    switch (static_cast<Operation>(question.operation)) {
      case Operation::equals:
        return number(std::move(plan), test, is_attribute, TestOperation::equals);
      case Operation::in_mask:
        return number(std::move(plan), test, is_attribute, TestOperation::in_mask);
      case Operation::less:
        return number(std::move(plan), test, is_attribute, TestOperation::less);
      case Operation::less_wide:
        return number(std::move(plan), test, is_attribute, TestOperation::less_wide);
      case Operation::text:
        return is_attribute ? text(std::move(plan), test) : ask(std::move(plan));
      case Operation::mark:
      case Operation::equals_wide:
      case Operation::is_self:
      case Operation::has:
      case Operation::has_wide:
      case Operation::text_has:
      case Operation::switch_on:
      case Operation::label_held:
        break;
    }
    return ask(std::move(plan));
  }

 private:
  Plan ask(Plan plan) {
    const Question& q = plan.question;
    TestRecord test{};
    test.operation = static_cast<std::uint8_t>(TestOperation::question);
    test.operand = diagrams_.ask(static_cast<Operation>(q.operation), static_cast<Source>(q.source), q.index, q.operand, false,
                                 format::kLeafTrue, format::kLeafFalse);
    plan.tests.push_back(test);
    return plan;
  }

  Plan number(Plan plan, TestRecord test, bool is_attribute, TestOperation operation) {
    if (!is_attribute) return ask(std::move(plan));
    test.operation = static_cast<std::uint8_t>(operation);
    if (operation == TestOperation::equals || operation == TestOperation::in_mask) test.operand = plan.question.operand;
    plan.tests.push_back(test);
    return plan;
  }

  Plan text(Plan plan, TestRecord test) {
    const automata::TextAtom atom = automata_atom(model_.atoms[plan.question.operand]);
    auto direct = direct_texts(atom);
    if (!direct) {
      test.operation = static_cast<std::uint8_t>(TestOperation::grouped);
      plan.tests.push_back(test);
      return plan;
    }
    plan.texts = std::move(*direct);
    for (const DirectText& one : plan.texts) {
      test.operation = static_cast<std::uint8_t>(format::text_test(first_test_of(atom), one.form));
      test.flags =
          static_cast<std::uint8_t>((one.needs_middle ? format::kNotEmpty : 0) | (&one != &plan.texts.back() ? format::kContinues : 0));
      plan.tests.push_back(test);
    }
    return plan;
  }

  static std::uint8_t first_test_of(const automata::TextAtom& atom) {
    if (atom.domain == text::Domain::path) return format::kFirstPathTest;
    const bool asks_words = atom.domain == text::Domain::command && atom.op == automata::TextOperator::matches;
    return asks_words ? format::kFirstCommandTest : format::kFirstTextTest;
  }

  const model::PolicyModel& model_;
  Diagrams& diagrams_;
};

// Where the tests of a plan find what they compare with. False when the place is full.
bool add_parameters(Plan& plan, const std::vector<std::int64_t>& constants, Parameters& parameters) {
  for (std::size_t i = 0; i < plan.tests.size(); ++i) {
    TestRecord& test = plan.tests[i];
    std::optional<std::uint16_t> first = std::uint16_t{0}, second = std::uint16_t{0};
    switch (static_cast<TestOperation>(test.operation)) {
      case TestOperation::question:
      case TestOperation::equals:
      case TestOperation::in_mask:
        break;
      case TestOperation::less:
        first = parameters.number(plan.question.operand);
        break;
      case TestOperation::less_wide:
        first = parameters.wide_number(constants[plan.question.operand]);
        break;
      case TestOperation::grouped:
        first = parameters.grouped({plan.question.operand});
        break;
      default:  // texts
        first = parameters.text(plan.texts[i].a);
        if (plan.texts[i].form >= format::TextForm::gap) second = parameters.text(plan.texts[i].b);
        break;
    }
    if (!first || !second) return false;
    test.parameter = *first;
    test.second = *second;
  }
  return true;
}

// One answer to each of a program's questions: 0 no, 1 unknown, 2 yes.
struct Answers {
  const std::vector<Question>& questions;
  unsigned digits[kQuestionsMax] = {};
  [[nodiscard]] unsigned of(const Question& question) const {
    return digits[std::find(questions.begin(), questions.end(), question) - questions.begin()];
  }
};

// Where a diagram leads when its questions are answered so.
Target settle(const std::vector<NodeRecord>& nodes, Target target, const Answers& answers) {
  std::uint32_t marked = 0;
  while ((target & format::kLeafBit) == 0) {
    const NodeRecord& node = nodes[target];
    if (is_mark(node)) {
      marked = node.operand + 1;
      target = node.yes;
      continue;
    }
    const unsigned answer = answers.of(question_of(node));
    const bool is_yes = answer == 2 || (answer == 1 && (node.index & format::kUnknownIsYes) != 0);
    target = is_yes ? node.yes : node.no;
  }
  return (target & format::kLeafStatementMask) != 0 ? target : target | marked;
}

FlatLeaf leaf_of(const std::vector<NodeRecord>& nodes, const Cell& cell, const Answers& answers) {
  FlatLeaf leaf{settle(nodes, cell.root, answers), {}, {}};
  const auto effect = static_cast<base::Effect>(leaf.target >> format::kLeafEffectShift & 3U);
  for (const Obligation& obligation : cell.obligations) {
    const bool is_approval = obligation.kind == format::ObligationKind::approval;
    if (is_approval ? effect != base::Effect::ask : effect < base::Effect::ask) continue;
    if (settle(nodes, obligation.root, answers) == format::kLeafTrue) (is_approval ? leaf.approvals : leaf.duties).push_back(obligation.id);
  }
  for (std::vector<std::uint32_t>* ids : {&leaf.approvals, &leaf.duties}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  return leaf;
}

}  // namespace

std::optional<Flat> Flattener::flatten(const Cell& cell, Parameters& parameters) {
  Gathering gathering(diagrams_.nodes());
  if (!gathering.visit(cell.root)) return std::nullopt;
  for (const Obligation& obligation : cell.obligations)
    if (!gathering.visit(obligation.root)) return std::nullopt;
  Planner planner(model_, diagrams_);
  std::vector<Plan> plans;
  for (const Question& question : gathering.questions()) plans.push_back(planner.plan(question));
  std::stable_sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) { return a.order() < b.order(); });
  Flat flat;
  std::uint16_t weight = 1;
  for (Plan& plan : plans) {
    if (!add_parameters(plan, constants_, parameters)) return std::nullopt;
    plan.tests.back().weight = weight;
    weight = static_cast<std::uint16_t>(weight * 3);
    flat.tests.insert(flat.tests.end(), plan.tests.begin(), plan.tests.end());
  }
  if (flat.tests.size() > format::kProgramTestsMax) return std::nullopt;
  for (const TestRecord& test : flat.tests)
    flat.parameter_words = std::max(flat.parameter_words, static_cast<std::uint16_t>(format::words_read(test)));
  std::vector<Question> questions;
  for (const Plan& plan : plans) questions.push_back(plan.question);
  Answers answers{questions};
  for (std::uint16_t code = 0; code < weight; ++code) {
    unsigned rest = code;
    for (std::size_t i = 0; i < questions.size(); ++i, rest /= 3) answers.digits[i] = rest % 3;
    flat.leaves.push_back(leaf_of(diagrams_.nodes(), cell, answers));
  }
  return flat;
}

}  // namespace envelope::table
