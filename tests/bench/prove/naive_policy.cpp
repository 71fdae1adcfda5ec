// The checks of `envc verify` on rules, put to a solver with a theory of texts as one would at first: for every agent and action, every
// rule alone (does its condition ever hold, and ever fail?) and every pair (do they meet, and does one hold wherever the other does?).
//   naive_policy POLICY MILLISECONDS [SECONDS]    a question is given up after MILLISECONDS, everything after SECONDS
// prints `rules N questions N asked N unanswered N took-ms N`. What is not known is left out of the encoding: each condition is true or
// false, which makes it easier than what `envc verify` proves.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/disk_files.h"
#include "compiler/smt/solver.h"
#include "tests/bench/prove/naive_regex.h"

namespace envelope::bench {
namespace {

using model::Atom;
using model::AtomOperator;
using model::PolicyModel;

bool is_text(base::TypeKind kind) {
  return kind == base::TypeKind::string || kind == base::TypeKind::path || kind == base::TypeKind::host || kind == base::TypeKind::command;
}

// A condition as a term, with the constants it needs declared once.
class Encoder {
 public:
  explicit Encoder(const PolicyModel& model) : model_(model) {}

  std::string term(model::GuardId id) {
    const model::Guard& guard = model_.guards[id.index()];
    std::vector<std::string> parts;
    for (const model::GuardId child : guard.children) parts.push_back(term(child));
    switch (guard.kind) {
      case model::GuardKind::always:
        return "true";
      case model::GuardKind::atom:
        return atom(guard.atom);
      case model::GuardKind::all:
        return sequence(parts, "and");
      case model::GuardKind::any:
        return sequence(parts, "or");
      case model::GuardKind::negation:
        return fmt::format("(not {})", parts[0]);
    }
    return "true";
  }
  std::string declarations() const {
    std::string all;
    for (const std::string& one : declared_) all += one + "\n";
    return all;
  }

 private:
  std::string constant(const std::string& name, std::string_view sort) {
    declared_.insert(fmt::format("(declare-const {} {})", name, sort));
    return name;
  }
  std::string atom(model::AtomId id) {
    const Atom& atom = model_.atoms[id.index()];
    const bool is_single_attribute = atom.kind == model::AtomKind::attribute && !atom.type.is_set;
    if (is_single_attribute && is_text(atom.type.kind))
      return text_atom(atom, constant(fmt::format("t{}", atom.attribute.value), "String"));
    if (is_single_attribute && !atom.numbers.empty()) return number_atom(atom, constant(fmt::format("n{}", atom.attribute.value), "Int"));
    return constant(fmt::format("b{}", id.value), "Bool");  // about the circumstances: true or not
  }
  static std::string text_atom(const Atom& atom, const std::string& text) {
    std::vector<std::string> ways;
    for (const std::string& one : atom.texts) {
      if (atom.op == AtomOperator::equals) ways.push_back(fmt::format("(= {} {})", text, quoted(one)));
      if (atom.op == AtomOperator::matches) ways.push_back(fmt::format("(str.in_re {} {})", text, regex_of(one)));
      if (atom.op == AtomOperator::under)
        ways.push_back(fmt::format("(or (= {0} {1}) (str.prefixof {2} {0}))", text, quoted(one), quoted(one + "/")));
    }
    return ways.empty() ? "true" : sequence(ways, "or");
  }
  static std::string number_atom(const Atom& atom, const std::string& number) {
    const auto compare = [&](std::string_view op) { return fmt::format("({} {} {})", op, number, atom.numbers[0]); };
    switch (atom.op) {
      case AtomOperator::less:
        return compare("<");
      case AtomOperator::less_equal:
        return compare("<=");
      case AtomOperator::greater:
        return compare(">");
      case AtomOperator::greater_equal:
        return compare(">=");
      case AtomOperator::in_range:
        return fmt::format("(and (<= {0} {1}) (< {1} {2}))", atom.numbers[0], number, atom.numbers[1]);
      default: {
        std::vector<std::string> ways;
        for (const std::int64_t one : atom.numbers) ways.push_back(fmt::format("(= {} {})", number, one));
        return sequence(ways, "or");
      }
    }
  }

  const PolicyModel& model_;
  std::set<std::string> declared_;
};

struct Rule {
  const model::Cell* cell;
  model::GuardId guard;
};

std::vector<Rule> rules_of(const PolicyModel& model) {
  std::vector<Rule> rules;
  for (const model::Grant& grant : model.grants)
    if (!grant.is_default) rules.push_back({&grant.cell, grant.guard});
  for (const model::Cap& cap : model.caps) rules.push_back({&cap.cell, cap.guard});
  return rules;
}

bool speaks_of(const PolicyModel& model, const Rule& rule, std::uint32_t principal, std::uint32_t action) {
  const auto& principals = model.principal_sets[rule.cell->principals.index()];
  const auto& actions = model.action_sets[rule.cell->actions.index()];
  return !rule.cell->requested.is_valid() && std::binary_search(principals.begin(), principals.end(), base::PrincipalId{principal}) &&
         std::binary_search(actions.begin(), actions.end(), base::ActionId{action});
}

// What is asked about the rules of one agent and action.
std::vector<std::string> questions_about(const PolicyModel& model, const std::vector<Rule>& rules, std::string_view milliseconds) {
  std::vector<std::string> questions;
  const auto ask = [&](model::GuardId a, bool a_holds, model::GuardId b, bool b_holds) {
    Encoder encoder(model);
    const auto literal = [&](model::GuardId guard, bool holds) {
      const std::string term = encoder.term(guard);
      return fmt::format("(assert {})", holds ? term : fmt::format("(not {})", term));
    };
    const std::string both = literal(a, a_holds) + literal(b, b_holds);
    questions.push_back(fmt::format("(set-option :timeout {}){}{}(check-sat)", milliseconds, encoder.declarations(), both));
  };
  constexpr model::GuardId kAlways{0};
  for (const Rule& rule : rules) {
    if (rule.guard == kAlways) continue;
    ask(rule.guard, true, kAlways, true);
    ask(rule.guard, false, kAlways, true);
  }
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      ask(rules[i].guard, true, rules[j].guard, true);
      ask(rules[i].guard, true, rules[j].guard, false);
      ask(rules[i].guard, false, rules[j].guard, true);
    }
  return questions;
}

std::vector<std::string> all_questions(const PolicyModel& model, const std::vector<Rule>& rules, std::string_view milliseconds) {
  std::vector<std::string> all;
  for (std::uint32_t principal = 0; principal < model.principals.size(); ++principal)
    for (std::uint32_t action = 0; action < model.actions.size(); ++action) {
      std::vector<Rule> here;
      for (const Rule& rule : rules)
        if (speaks_of(model, rule, principal, action)) here.push_back(rule);
      for (std::string& question : questions_about(model, here, milliseconds)) all.push_back(std::move(question));
    }
  return all;
}

}  // namespace
}  // namespace envelope::bench

int main(int count, char** words) {
  using namespace envelope;
  if (count < 3) return 1;
  project::DiskFiles files;
  const auto compiled = pipeline::compile(files, words[1], pipeline::Stage::lower);
  if (!compiled->model) return 1;
  const std::vector<bench::Rule> rules = bench::rules_of(*compiled->model);
  const std::vector<std::string> questions = bench::all_questions(*compiled->model, rules, words[2]);
  const auto began = std::chrono::steady_clock::now();
  const auto end = began + std::chrono::seconds(count > 3 ? std::strtol(words[3], nullptr, 10) : 3600);
  std::size_t asked = 0, unanswered = 0;
  for (; asked < questions.size() && std::chrono::steady_clock::now() < end; ++asked) {
    const std::string answer = smt::testing::answers_to(questions[asked]);
    if (answer != "sat\n" && answer != "unsat\n") ++unanswered;
    if (answer.find("error") != std::string::npos) return fmt::print(stderr, "{}\n{}\n", questions[asked], answer), 1;
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  fmt::print("rules {} questions {} asked {} unanswered {} took-ms {}\n", rules.size(), questions.size(), asked, unanswered, took.count());
  return 0;
}
