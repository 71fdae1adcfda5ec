// From a word of the command line to the policies of one side: a file, a directory, a table, or any of them in a revision of git.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diff/change.h"
#include "compiler/diff/joint.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"

namespace envelope::diff {

struct LoadedPolicy {
  std::string name;  // of its file below the directory that was named; empty where a file was named
  std::unique_ptr<pipeline::Compilation> compilation;
};

struct LoadedSide {
  Side side{};
  std::string word;    // as given
  std::string prefix;  // of its files as they are shown: `HEAD~1:`; empty on disk
  std::string table;   // how commands call its table
  bool is_directory = false;
  bool is_table = false;
  std::vector<LoadedPolicy> policies;
  // What kept it from being loaded, with the words "old side" or "new side" in it.
  base::SourceMap sources;
  diagnostics::Sink sink;
  [[nodiscard]] bool is_usable() const;  // no error anywhere
};

// `git:REVISION:PATH` is read from the repository that the working directory lies in; every other word by `disk`.
[[nodiscard]] std::unique_ptr<LoadedSide> load_side(Side side, const std::string& word, project::Files& disk);

// Policies that are compared with each other. Null: only the other side has it.
struct PolicyPair {
  std::string name;
  const LoadedPolicy* before = nullptr;
  const LoadedPolicy* after = nullptr;
};

// One with one; of directories those of one name, then those whose headers name one policy; the rest alone.
[[nodiscard]] std::vector<PolicyPair> pair_policies(const LoadedSide& before, const LoadedSide& after);

}  // namespace envelope::diff
