#include "compiler/testing/coverage.h"

#include <algorithm>
#include <set>

#include "compiler/model/cells.h"
#include "compiler/model/truth.h"

namespace envelope::testing {
namespace {

void collect_atoms(const model::PolicyModel& model, model::GuardId id, std::set<model::AtomId>& atoms) {
  const model::Guard& guard = model.guards[id.index()];
  if (guard.kind == model::GuardKind::atom) atoms.insert(guard.atom);
  for (const model::GuardId child : guard.children) collect_atoms(model, child, atoms);
}

// A required attribute is always there; only matching it may leave a doubt (which directory `~` is, what a shell makes of a command).
bool may_be_unknown(const model::PolicyModel& model, const model::Atom& atom) {
  if (atom.kind == model::AtomKind::agent || atom.kind == model::AtomKind::tier || atom.kind == model::AtomKind::depth) return false;
  if (atom.kind != model::AtomKind::attribute) return true;
  if (atom.type.kind == base::TypeKind::path || atom.type.kind == base::TypeKind::command) return true;
  return std::any_of(model.actions.begin(), model.actions.end(), [&](const model::Action& action) {
    return std::any_of(action.attributes.begin(), action.attributes.end(),
                       [&](const model::ActionAttribute& declared) { return declared.attribute == atom.attribute && declared.optional; });
  });
}

struct Recorder {
  const model::PolicyModel& model;
  std::vector<StatementCoverage> statements;
  std::vector<std::array<std::size_t, 3>> atoms;
  std::vector<bool> decides;  // by atom: stands in the guard of a grant or cap

  explicit Recorder(const model::PolicyModel& of)
      : model(of), statements(of.statements.size()), atoms(of.atoms.size()), decides(of.atoms.size()) {}

  void declare(model::GuardId guard) {
    std::set<model::AtomId> used;
    collect_atoms(model, guard, used);
    for (const model::AtomId atom : used) decides[atom.index()] = true;
  }

  void consider(model::StatementId statement, model::GuardId guard, bool cap, const request::Request& request, base::PrincipalId who) {
    StatementCoverage& coverage = statements[statement.index()];
    ++coverage.considered;
    const text::Truth truth = model::guard_truth(model, guard, request, who);
    if (truth == text::Truth::yes || (cap && truth == text::Truth::unknown)) ++coverage.applied;
    std::set<model::AtomId> used;
    collect_atoms(model, guard, used);
    for (const model::AtomId atom : used) ++atoms[atom.index()][static_cast<std::size_t>(model::atom_truth(model, atom, request, who))];
  }

  void record(const request::Request& request) {
    const model::Question question = model::resolve(model, request);
    if (question.refusal != request::Refusal::none) return;
    for (const base::PrincipalId who : question.members) {
      for (const model::Grant& grant : model.grants)
        if (model::covers(model, grant.cell, question, who)) consider(grant.statement, grant.guard, false, request, who);
      for (const auto* caps : {&model.default_caps, &model.caps})
        for (const model::Cap& cap : *caps)
          if (model::covers(model, cap, question, who)) consider(cap.statement, cap.guard, true, request, who);
    }
  }
};

}  // namespace

Coverage measure_coverage(const check::TypedProgram& program, const model::PolicyModel& model, const TestOptions& options) {
  Recorder recorder(model);
  std::set<model::StatementId> deciding;
  for (const model::Grant& grant : model.grants) deciding.insert(grant.statement), recorder.declare(grant.guard);
  for (const auto* caps : {&model.default_caps, &model.caps})
    for (const model::Cap& cap : *caps) deciding.insert(cap.statement), recorder.declare(cap.guard);

  for (const check::Test& test : program.tests) {
    if (test.title.find(options.filter) == std::string::npos) continue;
    for (const check::TestCase& test_case : test.cases) {
      request::Request request = test_case.request;
      if (!request.time_ms) request.time_ms = options.now_ms;
      recorder.record(request);
    }
  }
  Coverage coverage;
  for (const model::StatementId id : deciding) {
    coverage.statements.push_back(recorder.statements[id.index()]);
    coverage.statements.back().statement = id;
  }
  for (std::uint32_t i = 0; i < model.atoms.size(); ++i)
    if (recorder.decides[i] && model.atoms[i].kind != model::AtomKind::capability)
      coverage.atoms.push_back({{i}, recorder.atoms[i], may_be_unknown(model, model.atoms[i])});
  return coverage;
}

}  // namespace envelope::testing
