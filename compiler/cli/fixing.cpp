#include "compiler/cli/fixing.h"

#include <fmt/format.h>

#include <map>

#include "compiler/cli/output.h"
#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/diagnostics/render.h"
#include "compiler/project/save.h"

namespace envelope::cli {
namespace {

constexpr int kFixRoundsMax = 10;

// The machine-applicable fixes of one round, written to disk. The number of edits made, or nothing when a file could not be written.
std::optional<std::size_t> apply_round(const Compilations& compilations, bool color) {
  std::map<std::string, std::string> changed;  // by path: several policies may share a module
  std::size_t edits = 0;
  for (const auto& compilation : compilations) {
    for (std::uint32_t i = 0; i < compilation->sources.size(); ++i) {
      const base::SourceFile& file = compilation->sources.file({i});
      if (file.path.starts_with('<') || changed.contains(file.path)) continue;
      std::size_t applied = 0;
      std::string text = diagnostics::apply(file.text, {i}, compilation->sink.diagnostics(), &applied);
      if (applied == 0) continue;
      edits += applied;
      changed.emplace(file.path, std::move(text));
    }
  }
  for (const auto& [path, text] : changed) {
    diagnostics::Sink sink;
    if (project::save_file(path, text, sink)) continue;
    print_error(diagnostics::render_text(sink.diagnostics(), base::SourceMap{}, {color}));
    return std::nullopt;
  }
  return edits;
}

}  // namespace

ExitCode apply_fixes(const Arguments& arguments, const std::function<Compilations()>& again, Compilations& compilations) {
  std::size_t total = 0;
  for (int round = 0; round < kFixRoundsMax; ++round) {
    const std::optional<std::size_t> edits = apply_round(compilations, use_color(arguments, true));
    if (!edits) return ExitCode::tool;
    if (*edits == 0) break;
    total += *edits;
    compilations = again();
  }
  if (total > 0) print_error(fmt::format("{} {} applied\n", total, total == 1 ? "fix" : "fixes"));
  return ExitCode::ok;
}

}  // namespace envelope::cli
