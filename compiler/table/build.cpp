#include "compiler/table/build.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <set>

#include "compiler/table/parts.h"

namespace envelope::table {
namespace {

// Over the names and texts of all source files, in the order of their names.
std::vector<std::uint8_t> digest_of(const base::SourceMap& sources, const Provenance& provenance) {
  std::vector<std::pair<std::string, std::string>> files;
  for (std::uint32_t i = 0; i < sources.size(); ++i) files.emplace_back(provenance.file_names[i], sources.file({i}).text);
  std::sort(files.begin(), files.end());
  llvm::SHA256 hash;
  for (const auto& [name, text] : files) {
    hash.update(llvm::StringRef(fmt::format("{} {}\n", name.size(), text.size())));
    hash.update(llvm::StringRef(name));
    hash.update(llvm::StringRef(text));
  }
  const auto digest = hash.final();
  return {digest.begin(), digest.end()};
}

std::uint32_t duty_count(const model::PolicyModel& model) {
  std::uint32_t count = 0;
  for (const model::Duties& duties : model.duties) count = std::max(count, duties.index + 1);
  return count;
}

void count(BuildResult& result, const Parts& parts, const TextGroups& texts) {
  BuildResult::Counts& counts = result.counts;
  counts.principals = parts.principals.size();
  counts.rows = parts.policy.action_blocks == 0 ? 0 : parts.rows.size() / parts.policy.action_blocks;
  counts.cells = parts.cells.size() + parts.edges.size();
  std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
  for (const format::CellRecord& cell : parts.cells) distinct.emplace(cell.root, cell.obligations);
  for (const format::EdgeRecord& edge : parts.edges) distinct.emplace(edge.cell.root, edge.cell.obligations);
  counts.distinct_cells = distinct.size();
  counts.nodes = parts.deciding.nodes.size();
  counts.programs = parts.deciding.programs.size();
  counts.groups = texts.groups.size();
  counts.residual_groups = static_cast<std::size_t>(
      std::count_if(texts.groups.begin(), texts.groups.end(), [](const automata::Group& group) { return group.is_residual; }));
  counts.text_atoms = static_cast<std::size_t>(
      std::count_if(texts.operand.begin(), texts.operand.end(), [](std::uint32_t operand) { return operand != kNoText; }));
}

}  // namespace

BuildResult build(const model::PolicyModel& model, const base::SourceMap& sources, const Provenance& provenance, const Options& options) {
  BuildResult result;
  Parts parts;
  parts.policy.duty_count = duty_count(model);
  const std::vector<std::uint32_t> label_numbers = add_world(parts, model, options.limits);
  if (parts.passed.empty()) {
    Constants constants;
    Diagrams diagrams;
    Diagrams rule_diagrams;
    const Rows rows = make_rows({model, label_numbers, constants}, diagrams, rule_diagrams);
    Placement placement(parts, model, constants.values(), diagrams, rule_diagrams);
    placement.add_rows(rows);
    const TextGroups texts = group_texts(model, placement.atoms_to_group());
    add_texts(parts, model, texts);
    placement.finish(texts.operand);
    if (!options.strip) add_words(parts, model, sources, provenance);
    count(result, parts, texts);
    for (const Parts::Bodies* bodies : {&parts.deciding, &parts.explaining})
      if (bodies->nodes.size() > options.limits.nodes)
        parts.passed.push_back({fmt::format("{} nodes of diagrams", bodies->nodes.size()), options.limits.nodes, {}});
  }
  if (parts.passed.empty()) result.bytes = write(parts, digest_of(sources, provenance), provenance, options, result.counts);
  result.passed = std::move(parts.passed);
  return result;
}

}  // namespace envelope::table
