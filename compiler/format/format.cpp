#include "compiler/format/format.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/format/printer.h"

namespace envelope::format {
namespace {

// How often the output for a broken text is read again before the text is left alone.
constexpr int kRoundsMax = 4;

std::string print(const syntax::ParseResult& parsed, std::string_view text) {
  Lines lines;
  Printer(parsed, text, lines).file();
  return lines.finish();
}

// What must be copied: the bytes of every broken statement, outermost only.
void collect_broken(const std::vector<syntax::Statement>& statements, const base::SourceMap& sources, std::vector<std::string_view>& out) {
  for (const syntax::Statement& statement : statements) {
    if (statement.broken) {
      out.push_back(sources.text(statement.span));
    } else if (const auto* scope = std::get_if<syntax::Scope>(&statement.node)) {
      collect_broken(scope->items, sources, out);
    }
  }
}

std::vector<std::string_view> broken_bytes(const syntax::PolicyFile& tree, const base::SourceMap& sources) {
  std::vector<std::string_view> result;
  if (tree.header && tree.header->broken) result.push_back(sources.text(tree.header->span));
  collect_broken(tree.statements, sources, result);
  return result;
}

// The parser looks at columns and line starts to see where a broken statement ends, so moving its neighbours can move that end. Read
// again until nothing moves; a text that does not settle, or whose broken bytes would be touched, is left as it is.
std::string settled(const std::string& text, std::string output, const std::vector<std::string_view>& broken) {
  for (int round = 0; round < kRoundsMax; ++round) {
    const bool keeps =
        std::all_of(broken.begin(), broken.end(), [&](std::string_view bytes) { return output.find(bytes) != std::string::npos; });
    if (!keeps) return text;
    base::SourceMap sources;
    diagnostics::Sink sink;
    const base::FileId file = sources.add("", output);
    std::string again = print(syntax::parse(sources, file, sink), output);
    if (again == output) return output;
    output = std::move(again);
  }
  return text;
}

}  // namespace

std::string format(const syntax::ParseResult& parsed, const base::SourceMap& sources) {
  const std::string& text = sources.file(parsed.tree.file).text;
  const std::vector<std::string_view> broken = broken_bytes(parsed.tree, sources);
  std::string output = print(parsed, text);
  return broken.empty() ? output : settled(text, std::move(output), broken);
}

}  // namespace envelope::format
