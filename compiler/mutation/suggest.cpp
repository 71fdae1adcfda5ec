#include "compiler/mutation/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "compiler/format/format.h"
#include "compiler/model/evaluate.h"
#include "compiler/mutation/case_text.h"
#include "compiler/mutation/lowered_mutant.h"
#include "compiler/mutation/mutate.h"
#include "compiler/project/load.h"
#include "compiler/syntax/parse.h"
#include "runtime/text/utf8.h"

namespace envelope::mutation {
namespace {

constexpr std::size_t kTitleMax = 90;  // code points of a statement in the title of its test

// The cases there are, as they would be suggested.
std::set<std::string> written_cases(const check::TypedProgram& program, const model::PolicyModel& model) {
  std::set<std::string> written;
  for (const check::Test& test : program.tests) {
    for (const check::TestCase& one : test.cases) {
      request::Outcome expected;
      expected.effect = one.expected;
      for (const base::ApprovalId id : one.via) expected.approvals.insert(program.approvals[id.index()].name);
      written.insert(case_text(model, one.request, expected));
    }
  }
  return written;
}

// `who`: the one that acts in every case, or nobody.
std::string title_of(const std::string& who, const std::string& statement) {
  std::string title = who.empty() ? "" : who + ": ";
  std::size_t length = 0;
  for (std::size_t i = 0; i < statement.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(statement[i]) & 0xC0U) != 0x80U;
    if (starts && length++ == kTitleMax) return title + "…";
    title += statement[i];
  }
  return title;
}

// In the one layout. What cannot be read back would be a fault of ours; it is then left as it is, for the check of the paste to show.
std::string laid_out(const std::string& text) {
  base::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = project::load_text(text, "suggested.envelope", sources, sink);
  if (!file) return text;
  const syntax::ParseResult parsed = syntax::parse(sources, *file, sink);
  return sink.has_errors() ? text : format::format(parsed, sources);
}

// What shows most first: where a bound lies says more than that there is a condition.
int rank(Change change) {
  switch (change) {
    case Change::drop:
      return 0;
    case Change::bound:
    case Change::part:
    case Change::value:
      return 1;
    case Change::exception:
    case Change::target:
    case Change::approval:
    case Change::capability:
      return 2;
    case Change::effect:
    case Change::condition:
    case Change::negate:
      return 3;
  }
  return 3;
}

// The test of one statement while it is gathered.
struct Block {
  std::string statement_text;
  std::string cases;
  std::set<std::string> actors;
  std::vector<Difference> found;  // those that were written already, too

  // A request of this block tells the change already.
  [[nodiscard]] bool tells(const model::PolicyModel& changed) const {
    return std::any_of(found.begin(), found.end(), [&](const Difference& difference) {
      return differ(difference.original, model::evaluate(changed, difference.request));
    });
  }

  [[nodiscard]] std::string text() const {
    const std::string who = actors.size() == 1 ? *actors.begin() : "";
    return cases.empty() ? "" : fmt::format("test {} {{\n{}}}\n\n", quoted(title_of(who, statement_text)), cases);
  }
};

// A statement that another one hides has an inside and an outside all the same.
std::optional<Difference> plain_example(DifferenceSearch& search, const model::PolicyModel& model, const Mutant& mutant,
                                        const std::vector<Cell>& cells) {
  if (mutant.change != Change::drop && mutant.change != Change::condition) return std::nullopt;
  const auto request = search.example(mutant.statement, mutant.change == Change::drop, cells);
  if (!request) return std::nullopt;
  const request::Outcome outcome = model::evaluate(model, *request);
  return Difference{*request, outcome, outcome};
}

}  // namespace

std::string suggest_tests(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                          bool is_timed) {
  DifferenceSearch search(model, is_timed);
  std::set<std::string> written = written_cases(program, model);
  std::vector<Mutant> mutants = mutants_of(program, model, sources);
  std::stable_sort(mutants.begin(), mutants.end(), [](const Mutant& a, const Mutant& b) {
    return std::pair(a.statement, rank(a.change)) < std::pair(b.statement, rank(b.change));
  });
  MutantLowering lowering(program, model, sources);
  std::string all;
  Block block;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    Mutant& mutant = mutants[i];
    if (i > 0 && mutants[i - 1].statement != mutant.statement) {
      all += block.text();
      block = {};
    }
    block.statement_text = mutant.statement_text;
    const model::PolicyModel changed = lowering.near(mutant).model;
    if (block.tells(changed)) continue;
    const std::vector<Cell> cells = cells_of(mutant, model, changed, DifferenceSearch::kCellsMax);
    auto found = search.find(changed, mutant.statement, cells);
    if (!found) found = plain_example(search, model, mutant, cells);
    if (!found) continue;
    const std::string text = case_text(model, found->request, found->original);
    if (written.insert(text).second) {
      block.cases += fmt::format("  {}\n", text);
      block.actors.insert(found->request.principal);
    }
    block.found.push_back(std::move(*found));
  }
  all += block.text();
  return all.empty() ? all : laid_out(all);
}

}  // namespace envelope::mutation
