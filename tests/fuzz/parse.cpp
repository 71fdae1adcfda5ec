// Any text gives a tree: places lie inside the text, statements follow one another, and comments do too.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/syntax/parse.h"

using namespace envelope;

namespace {

void require(bool holds, std::string_view law) {
  if (holds) return;
  std::fprintf(stderr, "broken law: %.*s\n", static_cast<int>(law.size()), law.data());
  std::abort();
}

void require_inside(base::Span inner, base::Span outer, std::string_view law) {
  require(inner.file == outer.file && outer.begin <= inner.begin && inner.begin <= inner.end && inner.end <= outer.end, law);
}

void check_statements(const std::vector<syntax::Statement>& statements, base::Span outer) {
  std::uint32_t at = outer.begin;
  for (const syntax::Statement& statement : statements) {
    require_inside(statement.span, outer, "a statement lies inside what holds it");
    require(statement.span.begin >= at, "statements follow one another");
    at = statement.span.end;
    if (const auto* scope = std::get_if<syntax::Scope>(&statement.node)) {
      if (!scope->has_block) continue;
      require_inside(scope->block, statement.span, "a block lies inside its statement");
      check_statements(scope->items, scope->block);
    } else if (const auto* test = std::get_if<syntax::Test>(&statement.node)) {
      for (const syntax::TestCase& one : test->cases) require_inside(one.span, statement.span, "a case lies inside its test");
    }
  }
}

void check_comments(const std::vector<syntax::Comment>& comments, base::Span whole) {
  std::uint32_t at = 0;
  for (const syntax::Comment& comment : comments) {
    require_inside(comment.span, whole, "a comment lies inside the text");
    require(comment.span.begin >= at && comment.span.begin < comment.span.end, "comments follow one another");
    at = comment.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  base::SourceMap sources;
  diagnostics::Sink sink;
  const base::FileId file = sources.add("fuzz.envelope", std::string(reinterpret_cast<const char*>(data), size));
  const base::Span whole{file, 0, static_cast<std::uint32_t>(size)};
  const syntax::ParseResult parsed = syntax::parse(sources, file, sink);

  check_statements(parsed.tree.statements, whole);
  if (parsed.tree.header) {
    const base::Span header = parsed.tree.header->span;
    require_inside(header, whole, "the header lies inside the text");
    for (const syntax::Statement& statement : parsed.tree.statements)
      require(statement.span.end <= header.begin || header.end <= statement.span.begin, "no statement overlaps the header");
  }
  check_comments(parsed.trivia.comments, whole);
  bool any_broken = false;
  for (const syntax::Statement& statement : parsed.tree.statements) any_broken = any_broken || statement.broken;
  require(!any_broken || sink.has_errors(), "what is broken is reported");
  for (const diagnostics::Diagnostic& finding : sink.diagnostics()) {
    require_inside(finding.primary, whole, "an error lies inside the text");
    for (const diagnostics::Label& label : finding.labels) require_inside(label.span, whole, "a label lies inside the text");
    for (const diagnostics::Fix& fix : finding.fixes)
      for (const diagnostics::Edit& edit : fix.edits) require_inside(edit.span, whole, "an edit lies inside the text");
  }
  return 0;
}
