// `envc verify`: what is proved of a policy, as findings.
//
// Every cell of the policy is worked out by decision diagrams over codes (logic.h); whatever is about to be said is asked of the solver as
// well (second_engine.h), and every request that is shown has been decided by the runtime before (replay.h). Where the two engines
// or the replay differ, that is a fault of ours and the only thing said; where either hits a limit, that is said and never taken for
// a proof.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/policy_model.h"
#include "compiler/pipeline/compile.h"
#include "compiler/prove/checks.h"
#include "compiler/prove/imports.h"
#include "compiler/prove/proof.h"

namespace envelope::prove {

struct VerifyOptions {
  ProofOptions proof;
  std::optional<std::int64_t> now_ms;                           // whether an `accept` has expired; not given: none has
  Progress progress;                                            // may be empty
  bool crossings = false;                                       // ENV2101 as well
  bool only_claims = false;                                     // `assert` alone, and what is accepted about it
  std::vector<std::function<void(Proof&, Findings&)>> further;  // checks of floors above
  std::vector<Import> imports;                                  // files it is made of beside the main one: ENV2208
  bool explain_unknown = false;                                 // with every limit that was hit, what it is and how to raise it
};

struct VerifyReport {
  std::size_t cells = 0;  // distinct ones
  std::size_t statements = 0;
  std::size_t claims = 0;       // of the kinds that are proved
  std::size_t claims_held = 0;  // of those: nothing was found about them; says nothing where `has_unknowns`
  std::size_t questions = 0;    // put to the solver
  bool has_unknowns = false;
  std::string smtlib;  // where ProofOptions::keep_questions
};

// Findings go to `sink`, unsorted. The same policy gives the same findings, whatever the order of its statements and files. Never throws.
VerifyReport verify(const model::PolicyModel& model, const base::SourceMap& sources, const VerifyOptions& options, diagnostics::Sink& sink);
// The same of a compiled policy (which has a model), with its imports, into its own sink.
VerifyReport verify(pipeline::Compilation& compilation, VerifyOptions options);

}  // namespace envelope::prove
