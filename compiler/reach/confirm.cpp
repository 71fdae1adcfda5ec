#include "compiler/reach/confirm.h"

#include <fmt/format.h>

#include "compiler/prove/second_engine.h"

namespace envelope::reach {
namespace {

using smt::Problem;
using smt::Term;

// Adds all that `from` requires to `into`, under names of its own.
void append(Problem& into, const Problem& from, std::size_t number) {
  std::vector<Term> copies;
  const auto copies_of = [&](const std::vector<Term>& items) {
    std::vector<Term> all;
    for (const Term item : items) all.push_back(copies[item.id]);
    return all;
  };
  for (const Problem::Record& record : from.records()) {
    const std::string name = fmt::format("step{}_{}", number, record.name);
    const std::vector<Term> items = copies_of(record.items);
    Term copy;
    switch (record.kind) {
      case Problem::Kind::truth:
        copy = into.truth(record.least != 0);
        break;
      case Problem::Kind::number:
        copy = into.number(record.least);
        break;
      case Problem::Kind::boolean:
        copy = into.boolean(name);
        break;
      case Problem::Kind::integer:
        copy = into.integer(name, record.least, record.greatest);
        break;
      case Problem::Kind::negation:
        copy = into.negation(items[0]);
        break;
      case Problem::Kind::all:
        copy = into.all(items);
        break;
      case Problem::Kind::any:
        copy = into.any(items);
        break;
      case Problem::Kind::less:
        copy = into.less(items[0], items[1]);
        break;
      case Problem::Kind::less_equal:
        copy = into.less_equal(items[0], items[1]);
        break;
      case Problem::Kind::equal:
        copy = into.equal(items[0], items[1]);
        break;
    }
    copies.push_back(copy);
  }
  for (const Term required : from.required()) into.require(copies[required.id]);
}

}  // namespace

bool confirmed(prove::Proof& proof, const Story& story) {
  Problem all;
  for (std::size_t i = 0; i < story.size(); ++i) {
    prove::ProofCell cell = proof.cells()[story[i].act.cell];
    cell.who = story[i].act.who;
    const prove::CellLogic logic = proof.logic(cell);
    append(all, prove::question_of(logic, prove::at_least(story[i].act.level)), i + 1);
  }
  const smt::Answer answer = proof.solver().ask(all);
  if (answer.verdict == smt::Verdict::unknown) {
    proof.give_up({{}, fmt::format("whether `{}` can be reached", story.back().shown.command), answer.limit});
    return false;
  }
  if (answer.verdict == smt::Verdict::possible) return true;
  proof.give_up({{}, fmt::format("`{}` is reached by diagrams", story.back().shown.command), "the solver finds the path impossible"}, true);
  return false;
}

}  // namespace envelope::reach
