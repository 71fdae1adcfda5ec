#include "compiler/lint/lint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"
#include "runtime/time/civil.h"

namespace envelope::lint {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;

// ENV1nnn, also one that does not exist: nobody else would say that such an `accept` accepts nothing.
bool is_lint(std::string_view code) { return code.starts_with("ENV1"); }

bool contains(base::Span outer, base::Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

// The blocks of agents and humans, by the principals they are about.
struct PrincipalBlock {
  base::Span span;
  std::vector<std::string> names;
};

std::vector<PrincipalBlock> principal_blocks(const Subject& subject) {
  std::vector<PrincipalBlock> blocks;
  each_statement(subject, [&](const Place& place) {
    const auto* scope = std::get_if<syntax::Scope>(&place.statement.node);
    if (scope == nullptr || (scope->kind != syntax::ScopeKind::agent && scope->kind != syntax::ScopeKind::human)) return;
    PrincipalBlock block{place.statement.span, {}};
    for (const syntax::Name& name : scope->names) block.names.push_back(name.text);
    blocks.push_back(std::move(block));
  });
  return blocks;
}

// Decides which findings the `accept`s of a policy silence.
class Acceptances {
 public:
  Acceptances(const Subject& subject, std::optional<std::int64_t> now_ms)
      : program_(subject.program), blocks_(principal_blocks(subject)), used_(program_.acceptances.size()), now_ms_(now_ms) {}

  // The acceptance that silences `finding`, or null.
  const check::Acceptance* find(const Diagnostic& finding) {
    for (std::size_t i = 0; i < program_.acceptances.size(); ++i) {
      const check::Acceptance& acceptance = program_.acceptances[i];
      if (diagnostics::find_code(acceptance.code) != finding.code || !speaks_of(acceptance, finding)) continue;
      used_[i] = true;
      if (!has_run_out(acceptance)) return &acceptance;
    }
    return nullptr;
  }

  // Those that silence nothing, and those that no longer may.
  void report_stale(diagnostics::Sink& sink) const {
    for (std::size_t i = 0; i < program_.acceptances.size(); ++i) {
      const check::Acceptance& acceptance = program_.acceptances[i];
      if (!is_lint(acceptance.code)) continue;
      if (!used_[i]) {
        sink.emit(Code::StaleAcceptance, acceptance.span, fmt::format("there is no {} that this accepts", acceptance.code))
            .with_help("delete the `accept`, or mend its code and the names after `for`");
      } else if (has_run_out(acceptance)) {
        const std::string until = time::format(time::Instant{*acceptance.until_ms});
        sink.emit(Code::StaleAcceptance, acceptance.span, fmt::format("{} was accepted until {}", acceptance.code, until))
            .with_help("mend what it accepted, or give it a later date");
      }
    }
  }

 private:
  [[nodiscard]] bool has_run_out(const check::Acceptance& acceptance) const {
    return now_ms_ && acceptance.until_ms && *now_ms_ >= *acceptance.until_ms;
  }

  [[nodiscard]] bool speaks_of(const check::Acceptance& acceptance, const Diagnostic& finding) const {
    if (acceptance.principals.empty()) return true;
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const PrincipalBlock& block) {
      return contains(block.span, finding.primary) &&
             std::any_of(acceptance.principals.begin(), acceptance.principals.end(), [&](base::PrincipalId id) {
               return std::find(block.names.begin(), block.names.end(), program_.principals[id.index()].name) != block.names.end();
             });
    });
  }

  const check::TypedProgram& program_;
  std::vector<PrincipalBlock> blocks_;
  std::vector<bool> used_;
  std::optional<std::int64_t> now_ms_;
};

}  // namespace

void lint(const Subject& subject, std::optional<std::int64_t> now_ms, diagnostics::Sink& sink) {
  diagnostics::Sink found;
  for (const Rule rule : all_rules()) rule(subject, found);
  Acceptances acceptances(subject, now_ms);
  for (Diagnostic& finding : found.take()) {
    if (const check::Acceptance* acceptance = acceptances.find(finding)) {
      sink.accept({std::move(finding), acceptance->span, fmt::format("{}", fmt::join(acceptance->because, "; "))});
      continue;
    }
    sink.emit(finding.code, finding.primary, "") = std::move(finding);
  }
  acceptances.report_stale(sink);
}

}  // namespace envelope::lint
