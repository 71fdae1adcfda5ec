// The truth of conditions and blocks for one principal of one request.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/oracle/comparison.h"
#include "compiler/oracle/kleene.h"
#include "compiler/request/request.h"
#include "runtime/text/truth.h"

namespace envelope::oracle {

// What is asked, and for whom it is being decided: the principal or a member of its lineage. The request has been found answerable:
// its action is declared and its lineage given. Refers to all three; they must outlive it.
struct Question {
  const check::TypedProgram& program;
  const request::Request& request;
  base::ActionId action;
  base::PrincipalId who;
  Patterns* patterns = nullptr;  // null: patterns are read as they are met
};

[[nodiscard]] text::Truth atom_truth(const Question& question, const check::TypedAtom& atom);
// Whether a window, phase or stop is on.
[[nodiscard]] text::Truth switch_truth(const Question& question, base::SwitchId id);
// All blocks around a statement, and that a statement outside every `human` block speaks of agents only.
[[nodiscard]] text::Truth blocks_truth(const Question& question, const std::vector<check::ScopeRef>& blocks);

// The one case that a request is in, as a World (reading.h). `question` must outlive it.
class RequestWorld {
 public:
  using Bits = OneCase;
  RequestWorld(const Question& question, std::optional<base::PrincipalId> requested) : question_(question), requested_(requested) {}

  [[nodiscard]] const check::TypedProgram& program() const { return question_.program; }
  [[nodiscard]] base::ActionId action() const { return question_.action; }
  [[nodiscard]] base::PrincipalId who() const { return question_.who; }
  [[nodiscard]] std::optional<base::PrincipalId> requested() const { return requested_; }
  [[nodiscard]] OneCase every() const { return {true}; }
  [[nodiscard]] bool holds_for_good(base::CapabilityId capability) const;
  [[nodiscard]] Kleene<OneCase> atom(const check::TypedAtom& atom) const;
  [[nodiscard]] Kleene<OneCase> switch_on(base::SwitchId id) const { return kleene_of(switch_truth(question_, id)); }
  [[nodiscard]] Kleene<OneCase> runs_under(base::JobId job) const;
  [[nodiscard]] Kleene<OneCase> is_delegated() const;
  [[nodiscard]] Kleene<OneCase> speaks_of(base::SwitchId id) const;

 private:
  const Question& question_;
  std::optional<base::PrincipalId> requested_;
};

}  // namespace envelope::oracle
