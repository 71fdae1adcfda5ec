// One cell read by both sides: what its statements come to, what its table decides, and where the two differ.
//
// A Reading is how questions are answered in it, for all requests at once:
//
//   using Bits = …;                                          a Boolean per request, with `&`, `|`, `^`, `~`
//   Bits every() const;                                      all requests
//   const oracle::Kleene<Bits>& answer(question) const;      by the number of the question in CellQuestions
//   bool is_nothing(const Bits&) const;                      certainly no request; may say no where it would take long to tell
//
// Block tries case by case, Diagrams and Terms (engines.h) reason about all of them; the same statements and the same records are read.
#pragma once

#include <array>
#include <bit>
#include <functional>
#include <map>
#include <type_traits>

#include "compiler/equate/block.h"
#include "compiler/equate/compare_names.h"
#include "compiler/oracle/cell.h"

namespace envelope::equate {

// The statements of the source in a Reading: the World of oracle/reading.h.
template <typename Reading>
class QuestionWorld {
 public:
  using Bits = typename Reading::Bits;
  QuestionWorld(const Answers& answers, const CellQuestions& questions, const Reading& reading)
      : program_(answers.program()), place_(answers.place()), questions_(questions), reading_(reading) {}

  [[nodiscard]] const check::TypedProgram& program() const { return program_; }
  [[nodiscard]] base::ActionId action() const { return place_.action; }
  [[nodiscard]] base::PrincipalId who() const { return place_.who; }
  [[nodiscard]] std::optional<base::PrincipalId> requested() const { return place_.requested; }
  [[nodiscard]] Bits every() const { return reading_.every(); }
  [[nodiscard]] bool holds_for_good(base::CapabilityId capability) const { return (*place_.held)[capability.index()]; }
  [[nodiscard]] oracle::Kleene<Bits> atom(const check::TypedAtom& atom) const { return reading_.answer(questions_.of_atom(atom)); }
  [[nodiscard]] oracle::Kleene<Bits> switch_on(base::SwitchId id) const { return of(Question::Kind::switch_on, id.value); }
  [[nodiscard]] oracle::Kleene<Bits> runs_under(base::JobId id) const { return of(Question::Kind::runs_under, id.value); }
  [[nodiscard]] oracle::Kleene<Bits> is_delegated() const { return of(Question::Kind::delegated, 0); }
  [[nodiscard]] oracle::Kleene<Bits> speaks_of(base::SwitchId id) const { return of(Question::Kind::speaks_of, id.value); }

 private:
  [[nodiscard]] oracle::Kleene<Bits> of(Question::Kind kind, std::uint32_t id) const { return reading_.answer(questions_.of(kind, id)); }

  const check::TypedProgram& program_;
  const CellPlace& place_;
  const CellQuestions& questions_;
  const Reading& reading_;
};

// By number: where it is so.
template <typename Bits>
using Where = std::map<std::uint32_t, Bits>;

template <typename Bits>
void add(Where<Bits>& to, std::uint32_t number, const Bits& where) {
  const auto [entry, is_new] = to.try_emplace(number, where);
  if (!is_new) entry->second = entry->second | where;
}

// What a table decides, its programs run and its diagrams walked for all requests at once.
template <typename Reading>
class TableWalk {
 public:
  using Bits = typename Reading::Bits;

  TableWalk(const TableView& table, const CellQuestions& questions, const Reading& reading)
      : sections_(table.sections()), questions_(questions), reading_(reading), with_list_(nothing()) {
    exactly.fill(nothing());
  }

  std::array<Bits, 4> exactly;    // by effect
  Where<Bits> approvals, duties;  // by number in the table: where the decision brings it, whatever its effect

  void run(const format::CellRecord* cell) {
    if (cell == nullptr) {
      exactly[0] = reading_.every();
      return;
    }
    leave(cell->root, reading_.every(), [&](std::uint32_t target, std::uint32_t obligations, const Bits& where) {
      Bits& reached = exactly[target >> format::kLeafEffectShift & 3U];
      reached = reached | where;
      if (obligations != 0)
        add_set(obligations - 1, where);
      else if (cell->obligations != 0)
        with_list_ = with_list_ | where;
    });
    if (cell->obligations != 0) add_list(cell->obligations - 1);
  }

 private:
  [[nodiscard]] Bits nothing() const { return ~reading_.every(); }

  // Follows all requests of `where` from a target to leaves, and calls arrive(target, obligations, where) at each.
  template <typename Arrive>
  void leave(std::uint32_t root, const Bits& where, const Arrive& arrive) {
    if ((root & format::kLeafBit) == 0 && (root & format::kProgramBit) != 0) return run_program(root & ~format::kProgramBit, where, arrive);
    // What leads to a node stands behind it: with the greatest number first, all that leads to a node has been seen.
    std::map<std::uint32_t, Bits, std::greater<>> open;
    const auto go = [&](std::uint32_t target, const Bits& requests) {
      if (reading_.is_nothing(requests)) return;
      if ((target & format::kLeafBit) != 0) return arrive(target, 0U, requests);
      const auto [entry, is_new] = open.try_emplace(target, requests);
      if (!is_new) entry->second = entry->second | requests;
    };
    go(root, where);
    while (!open.empty()) {
      const auto [number, requests] = *open.begin();
      open.erase(open.begin());
      const format::NodeRecord& node = sections_.deciding.nodes[number];
      if (static_cast<format::Operation>(node.operation) == format::Operation::mark) {
        go(node.yes, requests);
        continue;
      }
      const oracle::Kleene<Bits>& answer = reading_.answer(questions_.of_node(node));
      const Bits yes = (node.index & format::kUnknownIsYes) != 0 ? answer.may : answer.yes;
      go(node.yes, requests & yes);
      go(node.no, requests & ~yes);
    }
  }

  // Tests that continue each other give one answer, and that the next digit of the leaf.
  template <typename Arrive>
  void run_program(std::uint32_t number, const Bits& where, const Arrive& arrive) {
    const format::ProgramRecord& program = sections_.deciding.programs[number];
    std::vector<std::pair<oracle::Kleene<Bits>, std::uint32_t>> digits;
    oracle::Kleene<Bits> answer{nothing(), nothing()};
    for (const format::TestRecord& test : sections_.deciding.tests.subspan(program.first_test, program.test_count)) {
      answer = either(answer, reading_.answer(questions_.of_test(test)));
      digits.emplace_back(answer, test.weight);
      if ((test.flags & format::kContinues) == 0) answer = {nothing(), nothing()};
    }
    std::map<std::uint32_t, Bits> reached;
    if constexpr (std::is_same_v<Reading, Block>)
      count_leaves(digits, program.first_leaf, where, reached);
    else
      split_leaves(digits, 0, program.first_leaf, where, reached);
    for (const auto& [leaf, requests] : reached) {
      const format::LeafRecord& record = sections_.deciding.leaves[leaf];
      arrive(record.target, record.obligations, requests);
    }
  }

  using Digits = std::vector<std::pair<oracle::Kleene<Bits>, std::uint32_t>>;

  // The leaf of each case by itself.
  void count_leaves(const Digits& digits, std::uint32_t first, const Bits& where, std::map<std::uint32_t, Bits>& reached) const {
    std::array<std::uint32_t, Cases::kCases> leaf;
    leaf.fill(first);
    const auto add_weight = [&](const Cases& cases, std::uint32_t weight) {
      for (std::size_t i = 0; i < Cases::kWords; ++i)
        for (std::uint64_t bits = cases.words[i]; bits != 0; bits &= bits - 1)
          leaf[i * 64 + static_cast<std::size_t>(std::countr_zero(bits))] += weight;
    };
    for (const auto& [answer, weight] : digits) {
      add_weight(answer.may & where, weight);
      add_weight(answer.yes & where, weight);
    }
    for (std::size_t at = 0; at < reading_.size(); ++at)
      if (where.contains(at)) reached[leaf[at]].insert(at);
  }

  // Digit by digit.
  void split_leaves(const Digits& digits, std::size_t digit, std::uint32_t leaf, const Bits& where,
                    std::map<std::uint32_t, Bits>& reached) const {
    if (reading_.is_nothing(where)) return;
    if (digit == digits.size()) return add(reached, leaf, where);
    const auto& [answer, weight] = digits[digit];
    split_leaves(digits, digit + 1, leaf, where & ~answer.may, reached);
    split_leaves(digits, digit + 1, leaf + weight, where & answer.may & ~answer.yes, reached);
    split_leaves(digits, digit + 1, leaf + 2 * weight, where & answer.yes, reached);
  }

  void add_set(std::uint32_t header, const Bits& where) {
    const std::uint32_t counts = sections_.obligation_sets[header];
    const std::uint32_t approval_count = counts & 0xFFFFU;
    const std::uint32_t all = approval_count + (counts >> 16U);
    for (std::uint32_t i = 0; i < all; ++i) add(i < approval_count ? approvals : duties, sections_.obligation_sets[header + 1 + i], where);
  }

  void add_list(std::size_t first) {
    for (std::size_t at = first;; ++at) {
      const format::ObligationRecord& record = sections_.obligations[at];
      auto& to = record.kind == static_cast<std::uint8_t>(format::ObligationKind::approval) ? approvals : duties;
      leave(record.root, with_list_, [&](std::uint32_t target, std::uint32_t, const Bits& where) {
        if ((target >> format::kLeafEffectShift & 3U) == 3U) add(to, record.id, where);
      });
      if (record.is_last != 0) return;
    }
  }

  const decide::Sections& sections_;
  const CellQuestions& questions_;
  const Reading& reading_;
  Bits with_list_;
};

// The requests that the two sides decide differently: in the effect, in the approvals where it is ask, in the duties where something may be
// done.
template <typename Reading>
typename Reading::Bits difference(const Answers& answers, const Numbering& numbering, const Speaking& speaking,
                                  const CellQuestions& questions, const Reading& reading) {
  using base::Effect;
  using Bits = typename Reading::Bits;
  const QuestionWorld<Reading> world(answers, questions, reading);
  const oracle::Decision<Bits> meant = oracle::Cell<QuestionWorld<Reading>>(world).decide(speaking.rules);
  TableWalk<Reading> decided(answers.table(), questions, reading);
  decided.run(answers.place().table.record);

  const Bits allow = decided.exactly[3], ask = decided.exactly[2], acts = allow | ask;
  Bits differ =
      (meant.at(Effect::allow) ^ allow) | (meant.at(Effect::ask) ^ acts) | (meant.at(Effect::propose) ^ (acts | decided.exactly[1]));
  const auto compare = [&](const Where<Bits>& here, const Where<Bits>& there, const Bits& where) {
    for (const auto& [number, requests] : here) {
      const auto same = there.find(number);
      differ = differ | (where & (same == there.end() ? requests : requests ^ same->second));
    }
    for (const auto& [number, requests] : there)
      if (!here.contains(number)) differ = differ | (where & requests);
  };
  Where<Bits> approvals, duties;
  for (const auto& [id, requests] : meant.approvals) approvals.emplace(numbering.approvals[id.index()], requests);
  compare(approvals, decided.approvals, ask);
  if (answers.place().requested) return differ & reading.every();  // who asks another owes nothing yet
  for (const std::uint32_t around : speaking.arounds)
    oracle::for_each_duty(world, around, [&](std::uint32_t duty, const Bits& requests) { duties.emplace(duty, requests); });
  compare(duties, decided.duties, acts);
  return differ & reading.every();
}

}  // namespace envelope::equate
