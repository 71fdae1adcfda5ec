#include "compiler/cli/fixes.h"

#include <map>
#include <string>

#include "compiler/cli/output.h"
#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/diagnostics/render.h"
#include "compiler/project/save.h"

namespace envelope::cli {

std::optional<std::size_t> apply_fixes(const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations, bool color) {
  std::map<std::string, std::string> changed;  // by path: several policies may share a module
  std::size_t edits = 0;
  for (const auto& compilation : compilations) {
    for (std::uint32_t i = 0; i < compilation->sources.size(); ++i) {
      const base::SourceFile& file = compilation->sources.file({i});
      if (file.path.starts_with('<') || changed.contains(file.path)) continue;  // the standard library and standard input stay as they are
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

}  // namespace envelope::cli
