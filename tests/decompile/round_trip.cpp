#include "tests/decompile/round_trip.h"

#include "compiler/decompile/decompile.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diff/compare.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/model/print.h"
#include "compiler/project/memory_files.h"
#include "compiler/restate/restate.h"
#include "compiler/table/build.h"

namespace envelope::decompile {

namespace {

Decompiled decompiled(const pipeline::Compilation& compilation) {
  const std::vector<char> bytes = table_of(compilation, restate::join(restate::restate(*compilation.program)));
  const loaded::LoadedTable loaded(std::string_view(bytes.data(), bytes.size()));
  return loaded.fault().empty() ? decompile(*loaded.handle()) : Decompiled{Fault::no_policy, loaded.fault(), {}};
}

// Everything that a table keeps of a policy: claims and acceptances are no part of it.
std::string kept(model::PolicyModel model) {
  model.claims.clear();
  model.acceptances.clear();
  return model::print(model);
}

}  // namespace

std::vector<char> table_of(const pipeline::Compilation& compilation, const std::string& text) {
  table::Provenance provenance{"0.0.0", {}, std::vector<std::string>(compilation.sources.size()), text};
  return table::build(*compilation.model, compilation.sources, provenance, {}).bytes;
}

std::unique_ptr<pipeline::Compilation> compile_parts(const std::vector<restate::Part>& parts) {
  project::MemoryFiles files;
  for (const restate::Part& part : parts) files.add(part.name.empty() ? "policy.envelope" : part.name, part.text);
  return pipeline::compile(files, "policy.envelope", pipeline::Stage::lower);
}

std::string round_trip_fault(const pipeline::Compilation& compilation) {
  const std::string text = restate::join(restate::restate(*compilation.program));
  const Decompiled first = decompiled(compilation);
  if (first.fault == Fault::no_text) return "no text";
  if (first.fault == Fault::no_policy) {
    const auto again = compile_parts(restate::split(text));
    return first.detail + "\n" + diagnostics::render_text(again->sink.diagnostics(), again->sources, {}) + text;
  }
  if (first.fault == Fault::other_policy) return "another decision digest:\n" + text;
  const auto again = compile_parts(first.parts);
  if (!again->model) return "formatting broke it:\n" + restate::join(first.parts);
  // Limits, watches, jobs, labels and settings decide nothing: the model says whether they came back.
  if (kept(*again->model) != kept(*compilation.model))
    return "another model:\n" + kept(*again->model) + "\nand\n" + kept(*compilation.model);
  for (std::size_t i = 0; i < again->model->statements.size(); ++i)
    if (again->model->statements[i].because != compilation.model->statements[i].because) return "another reason of a statement";
  diff::CompareOptions options;
  options.claims = false;  // a table's text has none
  const diff::PolicyDiff changes =
      diff::compare({&*compilation.model, &compilation.sources, "old.envt"}, {&*again->model, &again->sources, "new.envt"}, options);
  if (!changes.faults.empty()) return "comparing: " + changes.faults.front();
  if (!changes.changes.empty()) return "a difference is seen: " + changes.changes.front().title;
  const Decompiled second = decompiled(*again);
  if (second.fault != Fault::none) return "its own text is refused:\n" + restate::join(first.parts);
  if (restate::join(second.parts) != restate::join(first.parts))
    return "its own text is another:\n" + restate::join(first.parts) + "\nand\n" + restate::join(second.parts);
  return {};
}

}  // namespace envelope::decompile
