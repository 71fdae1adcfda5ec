// ENV2305: what was approved is not what is done. A request for an approval names a file that the action runs, or reads and passes on; the
// one who asks may write this very file without asking. The approval is bound to the name, and what stands behind the name can change
// while the approval is waited for, and after it.
//
// A command names a file where its first word is a path. Reading alone is no finding: whoever reads what it may write learns nothing.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/prove/attribute_texts.h"
#include "compiler/prove/checks.h"
#include "runtime/text/command.h"
#include "runtime/text/path.h"
#include "runtime/time/duration.h"

namespace envelope::prove {
namespace {

using base::Effect;
using model::PolicyModel;

// An attribute of an action that names a file, or several.
struct FileAttribute {
  model::AttributeId id;
  bool is_run = false;  // else it is read
};

bool contains(const std::vector<model::AttributeId>& all, model::AttributeId one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool names_files(const PolicyModel& model, model::AttributeId id, bool is_run) {
  const base::TypeKind kind = model.attributes[id.index()].type.kind;
  return kind == base::TypeKind::path || (is_run && kind == base::TypeKind::command);
}

// Whether the action needs to know more than what it touches: where to pass it on, say.
bool does_more_than_touch(const model::Action& action) {
  return std::any_of(action.attributes.begin(), action.attributes.end(), [&](const model::ActionAttribute& declared) {
    const bool is_touched = contains(action.reads, declared.attribute) || contains(action.writes, declared.attribute) ||
                            contains(action.executes, declared.attribute);
    return !is_touched && !declared.optional;
  });
}

std::vector<FileAttribute> files_used(const PolicyModel& model, const model::Action& action) {
  std::vector<FileAttribute> files;
  for (const model::AttributeId id : action.executes)
    if (names_files(model, id, true)) files.push_back({id, true});
  for (const model::AttributeId id : action.reads)
    if (names_files(model, id, false) && does_more_than_touch(action)) files.push_back({id, false});
  return files;
}

// The file a command runs, where it says which.
std::optional<std::string> program_of(const std::string& command) {
  const text::Command words = text::tokenise(command);
  if (words.tokens.empty()) return std::nullopt;
  return text::normalise_path(words.tokens.front());
}

Formula is_asked_for() { return all({at_least(Effect::ask), negation(at_least(Effect::allow))}); }

// A request for approval, and the file behind it.
struct Asked {
  std::string value;  // of the attribute
  std::string file;
};

class ChangedFiles {
 public:
  ChangedFiles(Proof& proof, Findings& findings) : proof_(proof), model_(proof.model()), findings_(findings) {}

  void run() {
    for (const ProofCell& cell : proof_.cells())
      if (!cell.requested.is_valid() && may_write(cell)) writing_.push_back(&cell);
    if (writing_.empty()) return;
    for (const ProofCell& cell : proof_.cells()) {
      const bool asks = std::any_of(cell.rules.begin(), cell.rules.end(), [](const CellRule& rule) { return rule.level == Effect::ask; });
      if (cell.requested.is_valid() || !asks) continue;
      for (const FileAttribute& file : files_used(model_, model_.actions[cell.action.index()])) look_at(cell, file);
    }
    for (auto& [statements, finding] : found_) findings_.push_back(std::move(finding.first));
  }

 private:
  // Whether some rule allows writing a file that a path names.
  [[nodiscard]] bool may_write(const ProofCell& cell) const {
    const auto& writes = model_.actions[cell.action.index()].writes;
    return std::any_of(writes.begin(), writes.end(), [&](model::AttributeId id) { return names_files(model_, id, false); }) &&
           std::any_of(cell.rules.begin(), cell.rules.end(), [](const CellRule& rule) {
             return rule.level == Effect::allow && (rule.role == RuleRole::grant || rule.role == RuleRole::default_grant);
           });
  }

  void look_at(const ProofCell& asking, const FileAttribute& file) {
    for (const ProofCell* cell : writing_) {
      const ProofCell& writing = *cell;
      std::vector<base::PrincipalId> both;
      std::set_intersection(asking.principals.begin(), asking.principals.end(), writing.principals.begin(), writing.principals.end(),
                            std::back_inserter(both));
      if (both.empty()) continue;
      for (const model::AttributeId written : model_.actions[writing.action.index()].writes)
        if (names_files(model_, written, false)) compare(narrowed(asking, both), file, narrowed(writing, both), written);
    }
  }

  [[nodiscard]] ProofCell narrowed(const ProofCell& cell, const std::vector<base::PrincipalId>& to) const {
    ProofCell narrow = cell;
    narrow.principals = to;
    narrow.who = first_by_name(model_, to);
    return narrow;
  }

  // Texts that between them show every case of both attributes.
  [[nodiscard]] std::vector<Asked> candidates(const ProofCell& asking, const FileAttribute& file, const ProofCell& writing,
                                              model::AttributeId written) const {
    std::vector<automata::TextAtom> texts = texts_asked(model_, asking, file.id);
    const bool is_path = model_.attributes[file.id.index()].type.kind == base::TypeKind::path;
    if (is_path) {
      const auto more = texts_asked(model_, writing, written);
      texts.insert(texts.end(), more.begin(), more.end());
      if (texts.empty()) return {{"/a", "/a"}};
    }
    std::vector<Asked> all;
    for (const automata::TextClass& one : automata::text_classes(texts).classes)
      if (const auto path = is_path ? std::optional(one.text) : program_of(one.text)) all.push_back({one.text, *path});
    return all;
  }

  // Of the candidates, those for which the cell may decide so.
  static std::vector<Asked> possible(CellLogic& logic, model::AttributeId attribute, const Formula& decision,
                                     const std::vector<Asked>& candidates, std::string Asked::* text) {
    const AttributeTexts texts(logic, attribute);
    std::vector<Asked> some;
    for (const Asked& candidate : candidates) {
      const auto says = texts.says(candidate.*text);
      if (says && node_of(logic, all({decision, *says})) != bdd::kFalse) some.push_back(candidate);
    }
    return some;
  }

  // The least request that names `text` and is decided to be `level`.
  std::optional<Shown> shown(const ProofCell& cell, model::AttributeId attribute, Effect level, const std::string& text, base::Span place) {
    CellLogic logic = proof_.logic(cell);
    const AttributeTexts texts(logic, attribute);
    const auto says = texts.says(text);
    if (!says) return std::nullopt;
    const Formula formula = all({level == Effect::ask ? is_asked_for() : at_least(Effect::allow), *says});
    if (proof_.ask(logic, formula, "whether what is approved can be changed without asking", place) != Possible::yes) return std::nullopt;
    request::Request request = request_of(logic, logic.least(node_of(logic, formula)));
    texts.say(request, text);
    return proof_.show(request, level);
  }

  void compare(const ProofCell& asking, const FileAttribute& file, const ProofCell& writing, model::AttributeId written) {
    std::vector<Asked> left = candidates(asking, file, writing, written);
    {
      CellLogic logic = proof_.logic(asking);
      if (!logic.limit().empty()) return;  // told already
      left = possible(logic, file.id, is_asked_for(), left, &Asked::value);
    }
    if (left.empty()) return;
    CellLogic logic = proof_.logic(writing);
    if (!logic.limit().empty()) return;
    left = possible(logic, written, at_least(Effect::allow), left, &Asked::file);
    if (!left.empty()) tell(asking, file, writing, written, left.front());
  }

  void tell(const ProofCell& asking, const FileAttribute& file, const ProofCell& writing, model::AttributeId written,
            const Asked& example) {
    const base::Span place = proof_.statement(asking.rules.front().statement).span;
    const auto asked = shown(asking, file.id, Effect::ask, example.value, place);
    const auto changed = shown(writing, written, Effect::allow, example.file, place);
    if (!asked || !changed) return;
    const auto ask = deciding(model_, asking, asked->request, Effect::ask);
    const auto allow = deciding(model_, writing, changed->request, Effect::allow);
    if (!ask || !allow) return;
    Finding finding = told(asking, file, *ask, *allow);
    finding.diagnostic.note("what is asked for: " + asked->command);
    for (const base::ApprovalId id : asking_for(asking, asked->request))
      if (const auto& within = model_.approvals[id.index()].within_ms)
        finding.diagnostic.note(
            fmt::format("`{}` may be given up to {} later", model_.approvals[id.index()].name, time::format_duration(*within)));
    finding.diagnostic.witness = diagnostics::Witness{changed->command, "not allowed without the approver", "allow"};
    keep({*ask, *allow}, std::move(finding), *changed);
  }

  [[nodiscard]] std::vector<base::ApprovalId> asking_for(const ProofCell& cell, const request::Request& request) const {
    std::vector<base::ApprovalId> approvals;
    const auto statement = deciding(model_, cell, request, Effect::ask);
    for (const CellRule& rule : cell.rules)
      if (rule.statement == statement && rule.level == Effect::ask) approvals = approvals_of(model_, rule);
    return approvals;
  }

  [[nodiscard]] Finding told(const ProofCell& asking, const FileAttribute& file, model::StatementId ask, model::StatementId allow) const {
    Finding finding{{}, asking.principals, {}, {}};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::ChangedAfterApproval;
    diagnostic.severity = file.is_run ? diagnostics::Severity::error : diagnostics::Severity::warning;
    diagnostic.primary = proof_.statement(ask).span;
    diagnostic.message = fmt::format("what `{}` {} can be changed by whoever asks, after the approval",
                                     model_.actions[asking.action.index()].name, file.is_run ? "runs" : "reads");
    diagnostic.under("approved by the name of the file");
    diagnostic.label(proof_.statement(allow).span, "and this lets the file be written without asking");
    diagnostic.with_help("ask for writing such files as well, or deny it");
    return finding;
  }

  // The same two statements are one finding, whoever it concerns.
  void keep(const std::pair<model::StatementId, model::StatementId>& statements, Finding finding, const Shown& shown) {
    const auto [entry, is_new] = found_.try_emplace(key(statements), finding, shown);
    if (is_new) return;
    Finding& known = entry->second.first;
    finding.about.insert(finding.about.end(), known.about.begin(), known.about.end());
    std::sort(finding.about.begin(), finding.about.end());
    finding.about.erase(std::unique(finding.about.begin(), finding.about.end()), finding.about.end());
    if (precedes(shown, entry->second.second))
      entry->second = {std::move(finding), shown};
    else
      known.about = std::move(finding.about);
  }

  [[nodiscard]] std::pair<base::Span, base::Span> key(const std::pair<model::StatementId, model::StatementId>& statements) const {
    return {proof_.statement(statements.first).span, proof_.statement(statements.second).span};
  }

  Proof& proof_;
  const PolicyModel& model_;
  Findings& findings_;
  std::vector<const ProofCell*> writing_;
  std::map<std::pair<base::Span, base::Span>, std::pair<Finding, Shown>> found_;
};

}  // namespace

void find_changes_after_approval(Proof& proof, Findings& findings) { ChangedFiles(proof, findings).run(); }

}  // namespace envelope::prove
