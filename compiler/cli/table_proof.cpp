#include "compiler/cli/table_proof.h"

#include <fmt/format.h>

#include "compiler/equate/report.h"

namespace envelope::cli {

TableProof prove_table(pipeline::Compilation& compilation, const env_table& table, const std::string& name) {
  TableProof proof{equate::prove_equal(*compilation.program, table), {}};
  equate::report(proof.result, name, compilation.sink);
  const equate::Counts& counts = proof.result.counts;
  proof.summary = fmt::format("proved equal to its source: {} distinct cells, {} by trying {} cases, {} by two engines", counts.distinct,
                              counts.exhausted, counts.cases, counts.by_engines);
  return proof;
}

}  // namespace envelope::cli
