// Reports of mutants for people (pretty) and programs (JSON).
#pragma once

#include <string>

#include "compiler/base/source_map.h"
#include "compiler/model/policy_model.h"
#include "compiler/mutation/mutate.h"

namespace llvm::json {
class Object;
}

namespace envelope::mutation {

struct ReportInput {
  const model::PolicyModel& model;  // of the policy as it is
  const base::SourceMap& sources;
  const MutationReport& report;
  bool color = false;
};

[[nodiscard]] std::string render_pretty(const ReportInput& input);
[[nodiscard]] std::string render_json(const ReportInput& input);  // "schema_version": 1
// The same without its `schema_version`, for a document about several policies.
[[nodiscard]] llvm::json::Object json_of(const ReportInput& input);

}  // namespace envelope::mutation
