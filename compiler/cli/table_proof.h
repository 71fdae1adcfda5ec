// What `build` and `check-table` share: proving a table equal to the policy it is of.
#pragma once

#include <string>
#include <string_view>

#include "compiler/equate/equate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/prove/prove.h"

struct env_table;

namespace envelope::cli {

struct TableProof {
  equate::Result result;
  std::string summary;  // one line for people
};

// Findings go to the compilation's sink; its program is there. `name`: what messages call the table.
[[nodiscard]] TableProof prove_table(pipeline::Compilation& compilation, const env_table& table, const std::string& name);
// The same, or what it gave the last time that these bytes were proved, kept in `folder`; empty: nothing is kept.
[[nodiscard]] TableProof prove_table_once(pipeline::Compilation& compilation, const env_table& table, std::string_view bytes,
                                          const std::string& name, const std::string& folder);

// The policy's claims, into the compilation's sink; it has a model. No acceptance has expired: the same sources give the same table on any
// day.
[[nodiscard]] prove::VerifyReport prove_claims(pipeline::Compilation& compilation, const prove::ProofOptions& proving);
// "2 of 2 claims proved"
[[nodiscard]] std::string claims_in_words(const prove::VerifyReport& claims);

}  // namespace envelope::cli
