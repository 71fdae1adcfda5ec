// Any text: formatting moves nothing but white space, formatting twice is formatting once, and the tree stays the same.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/format/equivalent.h"
#include "compiler/format/format.h"

using namespace envelope;

namespace {

struct Read {
  explicit Read(std::string text) : file(sources.add("fuzz.envelope", std::move(text))), parsed(syntax::parse(sources, file, sink)) {}

  base::SourceMap sources;
  diagnostics::Sink sink;
  base::FileId file;
  syntax::ParseResult parsed;
};

void require(bool holds, std::string_view law, const std::string& input, const std::string& output, const std::string& again = "") {
  if (holds) return;
  std::fprintf(stderr, "broken law: %.*s\n--- input\n%s\n--- output\n%s\n--- output of the output\n%s\n", static_cast<int>(law.size()),
               law.data(), input.c_str(), output.c_str(), again.c_str());
  std::abort();
}

std::string without_blanks(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\n'; });
  return result;
}

void require_kept_bytes(const Read& read, const std::vector<syntax::Statement>& statements, const std::string& input,
                        const std::string& output) {
  for (const syntax::Statement& statement : statements) {
    if (statement.broken) {
      require(output.find(read.sources.text(statement.span)) != std::string::npos, "broken statements keep their bytes", input, output);
    } else if (const auto* scope = std::get_if<syntax::Scope>(&statement.node)) {
      require_kept_bytes(read, scope->items, input, output);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const Read before(input);
  const std::string output = format::format(before.parsed, before.sources);
  const Read after(output);
  const std::string again = format::format(after.parsed, after.sources);

  require(without_blanks(input) == without_blanks(output), "nothing but white space changes", input, output);
  require(output == again, "formatting twice is formatting once", input, output, again);
  require_kept_bytes(before, before.parsed.tree.statements, input, output);
  if (before.sink.has_errors()) return 0;
  require(!after.sink.has_errors(), "a text without errors stays without", input, output);
  require(format::same_tree(before.parsed.tree, after.parsed.tree), "the tree stays the same", input, output);
  return 0;
}
