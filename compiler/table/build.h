// A policy model as the bytes of a table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/model/policy_model.h"
#include "runtime/format/table_format.h"

namespace envelope::table {

// Where the bytes come from; part of them, so that the same inputs give the same table anywhere.
struct Provenance {
  std::string compiler_version;  // at most 31 bytes
  std::string tzdata_version;    // at most 15 bytes; empty when the policy names no zone
  // Names of all source files as they are to be shown, by FileId; relative, never of the machine.
  std::vector<std::string> file_names;
  std::string policy_text{};  // the policy in one normal form (compiler/restate), for the section `model`; a stripped table has none
};

// Limits of runtime/format that hardly any policy reaches; smaller ones are for tests.
struct SizeLimits {
  std::uint64_t principals = format::kPrincipalsMax;
  std::uint64_t nodes = format::kNodesMax;  // of the deciding diagrams, and of the explaining ones
  std::uint64_t file_bytes = format::kFileBytesMax;
};

struct Options {
  bool strip = false;  // without the explaining sections
  SizeLimits limits{};
};

// A limit of runtime/format that the policy passes.
struct LimitPassed {
  std::string what;  // "an action with 65 attributes"
  std::uint64_t limit = 0;
  base::Span span;  // of a statement that is to blame; invalid: the policy as a whole
};

struct BuildResult {
  std::vector<char> bytes;  // empty when a limit is passed
  std::vector<LimitPassed> passed;
  // For reports: how many there are of what.
  struct Counts {
    std::size_t principals = 0, rows = 0, cells = 0, distinct_cells = 0, programs = 0, nodes = 0, groups = 0, residual_groups = 0,
                text_atoms = 0;
    std::uint64_t deciding_bytes = 0, explaining_bytes = 0;
  } counts;
};

// Deterministic. The model must be one that `model::verify` finds nothing wrong with.
[[nodiscard]] BuildResult build(const model::PolicyModel& model, const base::SourceMap& sources, const Provenance& provenance,
                                const Options& options);

}  // namespace envelope::table
