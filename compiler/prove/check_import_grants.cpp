// ENV2208: an imported file lets agents whom it does not name do what the rest of the policy does not. It is compared with the policy that
// has all of the file but what it grants to them: where that one is stricter, the file is the cause.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/prove/checks.h"
#include "compiler/request/print.h"

namespace envelope::prove {
namespace {

using base::Effect;

constexpr std::size_t kNamesShown = 5;

// A request that is permitted because of a file.
struct Permitted {
  base::PrincipalId who, requested;
  base::ActionId action;
  Effect level{};
  Shown shown;
  Without general;  // what of the file permits it
};

class ImportGrants {
 public:
  ImportGrants(Proof& proof, const std::vector<Import>& imports, const Import& import)
      : proof_(proof), model_(proof.model()), imports_(imports), import_(import), closed_(model_) {
    for (const check::WindowGrant& grant : import.windows) {
      auto& grants = closed_.switches[grant.window.index()].grants;  // what two files say stands there twice
      for (const base::CapabilityId capability : grant.capabilities)
        if (const auto at = std::find(grants.begin(), grants.end(), capability); at != grants.end()) grants.erase(at);
    }
  }

  void run(Findings& findings) {
    for (const ProofCell& cell : proof_.cells()) look_at(cell);
    if (!best_) return;
    if (const auto otherwise = decided_without_file()) findings.push_back(told(*otherwise));
  }

 private:
  // By a block that is about nobody the file names, and a condition that names nobody.
  [[nodiscard]] bool reaches_by_generality(const CellRule& rule, base::PrincipalId who) const {
    if (!import_.granting.contains(rule.statement)) return false;
    const base::TierId tier = model_.principals[who.index()].tier;
    for (const model::AtomId id : atoms_of(model_, {rule.guard})) {
      const model::Atom& atom = model_.atoms[id.index()];
      const auto names = [&](std::uint32_t number) {
        return std::find(atom.numbers.begin(), atom.numbers.end(), std::int64_t{number}) != atom.numbers.end();
      };
      if (atom.kind == model::AtomKind::agent && names(who.value)) return false;
      if (atom.kind == model::AtomKind::tier && tier.is_valid() && names(tier.value)) return false;
    }
    return true;
  }

  // Whether the cell asks for a capability that a window of the file lends.
  [[nodiscard]] bool is_lent(const std::vector<model::GuardId>& guards) const {
    std::set<base::CapabilityId> lent;
    for (const check::WindowGrant& grant : import_.windows) lent.insert(grant.capabilities.begin(), grant.capabilities.end());
    const auto atoms = lent.empty() ? std::vector<model::AtomId>{} : atoms_of(model_, guards);
    return std::any_of(atoms.begin(), atoms.end(), [&](model::AtomId id) {
      const model::Atom& atom = model_.atoms[id.index()];
      return atom.kind == model::AtomKind::capability && lent.contains(atom.capability);
    });
  }

  void look_at(const ProofCell& whole) {
    ProofCell cell = whole;
    std::erase_if(cell.principals, [&](base::PrincipalId who) {
      return model_.principals[who.index()].kind != model::PrincipalKind::agent ||
             std::binary_search(import_.named.begin(), import_.named.end(), who);
    });
    if (cell.principals.empty()) return;
    cell.who = first_by_name(model_, cell.principals);
    Without general;
    Beside beside;
    for (const CellRule& rule : cell.rules) {
      beside.guards.push_back(rule.guard);
      if (reaches_by_generality(rule, cell.who)) general.insert(rule.statement);
    }
    const bool lends = is_lent(beside.guards);
    if (general.empty() && !lends) return;
    std::sort(beside.guards.begin(), beside.guards.end());
    beside.guards.erase(std::unique(beside.guards.begin(), beside.guards.end()), beside.guards.end());
    for (const check::WindowGrant& grant : import_.windows) beside.wishes.switches.push_back(grant.window);
    for (const Effect level : {Effect::allow, Effect::ask, Effect::propose})
      if (is_made_milder(cell, beside, general, lends, level)) return;
  }

  // Whether the file alone makes some request of the cell as mild as `level`.
  bool is_made_milder(const ProofCell& cell, Beside beside, const Without& general, bool lends, Effect level) {
    const std::string name = model_.principals[cell.who.index()].name + " " + model_.actions[cell.action.index()].name;
    const std::string about = fmt::format("what `{}` permits `{}`", file_name(import_.file), name);
    beside.is_first = true;
    CellLogic with = proof_.logic(cell, beside);
    if (!lends) {
      const Formula milder = all({at_least(level), negation(at_least(level, general))});
      if (proof_.ask(with, milder, about, import_.imported_at) != Possible::yes) return false;
    }
    beside.is_first = false;
    CellLogic without = proof_.logic(closed_, cell, beside);
    const Node gained = with.space().without(with.at_least(level), without.at_least(level, general));
    for (const CellLogic* logic : {&with, &without}) {
      if (logic->limit().empty()) continue;
      proof_.give_up({import_.imported_at, about, logic->limit()}, logic->is_faulty());
      return false;
    }
    if (gained == bdd::kFalse) return false;
    for (const CellRule& rule : cell.rules)
      if (general.contains(rule.statement) && with.space().both(with.applies(rule), gained) != bdd::kFalse)
        granting_.insert(rule.statement);
    windows_lend_ = windows_lend_ || lends;
    agents_.insert(cell.principals.begin(), cell.principals.end());
    actions_.insert(cell.action);
    auto shown = proof_.show(request_of(with, with.least(gained)), level);
    if (!shown) return false;
    const bool is_better = !best_ || level > best_->level || (level == best_->level && precedes(*shown, best_->shown));
    if (is_better) best_ = Permitted{cell.who, cell.requested, cell.action, level, std::move(*shown), general};
    return true;
  }

  // What runtime and interpreter decide where the file does not grant it; that it is as mild is a fault.
  std::optional<request::Outcome> decided_without_file() {
    const auto is_left_out = [&](const auto& record) { return best_->general.contains(record.statement); };
    model::PolicyModel rest = closed_;
    std::erase_if(rest.grants, is_left_out);
    std::erase_if(rest.caps, is_left_out);
    std::erase_if(rest.default_caps, is_left_out);
    const Replay::Decided decided = Replay(rest, proof_.sources()).decide(best_->shown.request);
    if (decided.fault.empty() && decided.outcome.effect < best_->level) return decided.outcome;
    proof_.give_up({import_.imported_at, "a request that `" + file_name(import_.file) + "` alone permits",
                    decided.fault.empty() ? "it is permitted without the file" : decided.fault},
                   true);
    return std::nullopt;
  }

  [[nodiscard]] std::string file_name(base::FileId file) const { return proof_.sources().file(file).path; }

  [[nodiscard]] std::string what_it_permits() const {
    const std::string who = model_.principals[best_->who.index()].name, action = model_.actions[best_->action.index()].name;
    const std::string act = best_->requested.is_valid()
                                ? fmt::format("request `{}` for `{}`", model_.principals[best_->requested.index()].name, action)
                                : fmt::format("do `{}`", action);
    switch (best_->level) {
      case Effect::allow:
        return fmt::format("lets `{}` {}", who, act);
      case Effect::ask:
        return fmt::format("lets `{}` {} with an approval", who, act);
      case Effect::propose:
      case Effect::deny:
        break;
    }
    return fmt::format("lets `{}` propose to {}", who, act);
  }

  // The files that bring it in, from the one that imports it to the main policy.
  void label_way(diagnostics::Diagnostic& diagnostic) const {
    base::FileId importer = import_.imported_at.file;
    for (std::size_t hops = 0; hops < imports_.size(); ++hops) {
      const auto outer = std::find_if(imports_.begin(), imports_.end(), [&](const Import& other) { return other.file == importer; });
      if (outer == imports_.end()) return;
      diagnostic.label(outer->imported_at, fmt::format("brings in `{}`", file_name(importer)));
      importer = outer->imported_at.file;
    }
  }

  [[nodiscard]] Finding told(const request::Outcome& otherwise) const {
    Finding finding;
    finding.about = {agents_.begin(), agents_.end()};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::ImportGrants;
    diagnostic.severity = diagnostics::default_severity(diagnostic.code);
    diagnostic.primary = import_.imported_at;
    diagnostic.message =
        fmt::format("the imported `{}` {} and does not name it; nothing else does", file_name(import_.file), what_it_permits());
    diagnostic.under("the import");
    label_statements(proof_, diagnostic, {granting_.begin(), granting_.end()}, "grants to whoever there is");
    if (windows_lend_)
      for (const check::WindowGrant& grant : import_.windows) diagnostic.label(grant.span, "lends to whoever there is");
    label_way(diagnostic);
    if (agents_.size() > 1) diagnostic.note(fmt::format("it is so for {}", first_names(agents_, model_.principals)));
    if (actions_.size() > 1) diagnostic.note(fmt::format("it is so of {}", first_names(actions_, model_.actions)));
    diagnostic.with_help("name whom it is for, in the block of an agent or a tier, or have the file declare words only");
    diagnostic.witness = diagnostics::Witness{best_->shown.command, request::print(otherwise) + " (without what the file grants)",
                                              request::print(best_->shown.outcome)};
    return finding;
  }

  // Of entities by their numbers: "`atlas`, `bolt`, and 3 more".
  template <typename Ids, typename Entities>
  [[nodiscard]] static std::string first_names(const Ids& ids, const Entities& entities) {
    std::vector<std::string> names;
    for (const auto id : ids) names.push_back("`" + entities[id.index()].name + "`");
    std::sort(names.begin(), names.end());
    const std::size_t more = names.size() > kNamesShown ? names.size() - kNamesShown : 0;
    names.resize(names.size() - more);
    return fmt::format("{}{}", fmt::join(names, ", "), more > 0 ? fmt::format(", and {} more", more) : "");
  }

  Proof& proof_;
  const model::PolicyModel& model_;
  const std::vector<Import>& imports_;
  const Import& import_;
  model::PolicyModel closed_;  // windows lend nothing that the file says they do
  std::optional<Permitted> best_;
  std::set<model::StatementId> granting_;
  std::set<base::PrincipalId> agents_;
  std::set<base::ActionId> actions_;
  bool windows_lend_ = false;
};

}  // namespace

void find_import_grants(Proof& proof, const std::vector<Import>& imports, Findings& findings) {
  for (const Import& import : imports)
    if (!import.granting.empty() || !import.windows.empty()) ImportGrants(proof, imports, import).run(findings);
}

}  // namespace envelope::prove
