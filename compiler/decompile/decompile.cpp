#include "compiler/decompile/decompile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "compiler/format/format.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/table/build.h"
#include "compiler/table/policy_text.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::decompile {

namespace {

constexpr const char* kMain = "policy.envelope";

const std::string& file_name(const restate::Part& part) {
  static const std::string main = kMain;
  return part.name.empty() ? main : part.name;
}

// Parts stand beside one another: a name that leads elsewhere is none of ours.
bool are_named_well(const std::vector<restate::Part>& parts) {
  const auto is_plain = [](const restate::Part& part) {
    return !part.name.empty() && part.name != kMain && part.name.front() != '.' && part.name.find('/') == std::string::npos;
  };
  return std::all_of(parts.begin() + 1, parts.end(), is_plain);
}

std::string first_error(const pipeline::Compilation& compilation) {
  for (const diagnostics::Diagnostic& finding : compilation.sink.diagnostics())
    if (finding.severity == diagnostics::Severity::error)
      return fmt::format("{}: {}", diagnostics::code_text(finding.code), finding.message);
  return {};
}

// The parts in the one layout; the modules were parsed from them.
std::vector<restate::Part> laid_out(const pipeline::Compilation& compilation, std::vector<restate::Part> parts) {
  for (restate::Part& part : parts)
    for (const project::Module& module : compilation.modules->modules)
      if (module.shown_path == file_name(part)) part.text = format::format(module.parsed, compilation.sources);
  return parts;
}

bool decides_alike(const pipeline::Compilation& compilation, const env_table& table) {
  table::Provenance provenance;
  provenance.file_names.resize(compilation.sources.size());
  const table::BuildResult built = table::build(*compilation.model, compilation.sources, provenance, {.strip = true});
  if (!built.passed.empty()) return false;
  const loaded::LoadedTable again(std::string_view(built.bytes.data(), built.bytes.size()));
  env_table_info ours{}, theirs{};
  ours.size = theirs.size = sizeof ours;
  return again.fault().empty() && env_table_describe(again.handle(), &ours) == ENV_OK && env_table_describe(&table, &theirs) == ENV_OK &&
         std::memcmp(ours.decision_digest, theirs.decision_digest, sizeof ours.decision_digest) == 0;
}

}  // namespace

Decompiled decompile(const env_table& table) {
  const std::optional<std::string> text = table::policy_text(table);
  if (!text) return {Fault::no_policy, "its bytes are no text", {}};
  if (text->empty()) return {Fault::no_text, {}, {}};
  std::vector<restate::Part> parts = restate::split(*text);
  if (!are_named_well(parts)) return {Fault::no_policy, "its files have names that lead elsewhere", {}};
  project::MemoryFiles files;
  for (const restate::Part& part : parts) files.add(file_name(part), part.text);
  const auto compilation = pipeline::compile(files, kMain, pipeline::Stage::lower);
  if (!compilation->model) return {Fault::no_policy, first_error(*compilation), {}};
  const Fault fault = decides_alike(*compilation, table) ? Fault::none : Fault::other_policy;
  return {fault, {}, laid_out(*compilation, std::move(parts))};
}

}  // namespace envelope::decompile
