#include "compiler/cli/table_proof.h"

#include <fmt/format.h>

#include "compiler/equate/kept_proof.h"
#include "compiler/equate/report.h"
#include "compiler/project/cache_folder.h"
#include "compiler/reach/find_escalations.h"

namespace envelope::cli {

namespace {

std::string in_words(const equate::Counts& counts, std::string_view how) {
  return fmt::format("proved equal to its source{}: {} distinct cells, {} by trying {} cases, {} by two engines", how, counts.distinct,
                     counts.exhausted, counts.cases, counts.by_engines);
}

}  // namespace

TableProof prove_table(pipeline::Compilation& compilation, const env_table& table, const std::string& name) {
  TableProof proof{equate::prove_equal(*compilation.program, table), {}};
  equate::report(proof.result, name, compilation.sink);
  proof.summary = in_words(proof.result.counts, "");
  return proof;
}

TableProof prove_table_once(pipeline::Compilation& compilation, const env_table& table, std::string_view bytes, const std::string& name,
                            const std::string& folder) {
  const std::string key = folder.empty() ? std::string() : equate::proof_key(*compilation.program, compilation.sources, bytes);
  if (key.empty()) return prove_table(compilation, table, name);
  const project::CacheFolder proofs(folder);
  const project::CacheFolder::Found found = proofs.find(key);
  if (found.text)
    if (const auto kept = equate::read_kept(key, *found.text)) return {*kept, in_words(kept->counts, " before")};
  if (found.is_there)
    compilation.sink
        .emit(diagnostics::Code::ProofNotBelieved, {},
              found.text ? "a kept proof is not what `envc` would have written; it is made again"
                         : "a kept proof could have been written by somebody else; it is made again")
        .about(proofs.path_of(key))
        .note("it is `" + proofs.path_of(key) + "`");
  TableProof proof = prove_table(compilation, table, name);
  if (proof.result.is_proved() && proof.result.counts.distinct >= equate::kCellsWorthKeeping)
    proofs.keep(key, equate::write_kept(key, proof.result));
  return proof;
}

prove::VerifyReport prove_claims(pipeline::Compilation& compilation, const prove::ProofOptions& proving) {
  if (compilation.model->claims.empty()) return {};
  prove::VerifyOptions options = reach::with_claims_over_the_graph({});
  options.proof = proving;
  options.proof.statement_facts = false;
  options.only_claims = true;
  return prove::verify(compilation, options);
}

std::string claims_in_words(const prove::VerifyReport& claims) {
  return fmt::format("{} of {} claims proved", claims.claims_held, claims.claims);
}

}  // namespace envelope::cli
