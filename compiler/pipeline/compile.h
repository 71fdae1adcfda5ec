// The one-way route: load → parse → check → lower. Each step takes a value and gives a value; problems go to one sink.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/policy_model.h"
#include "compiler/project/files.h"
#include "compiler/project/modules.h"

namespace envelope::pipeline {

// How far to go.
enum class Stage { parse, check, lower };

// Everything one main policy became. A later part exists only when every earlier one had no error.
struct Compilation {
  base::SourceMap sources;
  diagnostics::Sink sink;
  std::optional<project::Modules> modules;  // absent: the main file could not be read
  std::optional<check::TypedProgram> program;
  std::optional<model::PolicyModel> model;
};

// Compiles one main policy (`-`: standard input) up to `until`. Findings stand in `sink`, unsorted. Never throws; an internal fault is
// reported as ENV9001. Reads files through `files` only.
[[nodiscard]] std::unique_ptr<Compilation> compile(project::Files& files, const std::string& main_path, Stage until);

}  // namespace envelope::pipeline
