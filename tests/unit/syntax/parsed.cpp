#include "tests/unit/syntax/parsed.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "compiler/syntax/print.h"

namespace envelope::syntax {
namespace {

std::string list_offence(const std::vector<Statement>& list, base::Span around, std::size_t findings) {
  std::uint32_t at = around.begin;
  for (const Statement& statement : list) {
    const base::Span span = statement.span;
    if (span.begin < at || span.end < span.begin || span.end > around.end)
      return fmt::format("statement {}-{} behind {} in {}-{}", span.begin, span.end, at, around.begin, around.end);
    const bool is_unreadable = std::holds_alternative<Unreadable>(statement.node);
    if (is_unreadable && !statement.broken) return fmt::format("unreadable {}-{} is not broken", span.begin, span.end);
    if (statement.broken && findings == 0) return fmt::format("broken {}-{} without a finding", span.begin, span.end);
    at = span.end;
    if (const auto* scope = std::get_if<Scope>(&statement.node); scope != nullptr && scope->has_block) {
      const base::Span block = scope->block;
      if (block.begin < span.begin || block.end > span.end)
        return fmt::format("block {}-{} leaves {}-{}", block.begin, block.end, span.begin, span.end);
      if (std::string found = list_offence(scope->items, block, findings); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace

std::string Parsed::ast() const { return print_ast(result.tree, sources); }

std::string Parsed::findings() const {
  std::string out;
  for (const diagnostics::Diagnostic& finding : sink.diagnostics()) {
    const base::Position at = sources.position(finding.primary.file, finding.primary.begin);
    out += fmt::format("{}:{} {} {}\n", at.line, at.column, diagnostics::code_text(finding.code), finding.message);
  }
  return out;
}

Parsed parsed(std::string text) {
  Parsed snippet;
  snippet.file = snippet.sources.add("snippet.envelope", std::move(text));
  snippet.result = parse(snippet.sources, snippet.file, snippet.sink);
  return snippet;
}

std::string data(std::string_view name) {
  const auto path = std::filesystem::path(ENVELOPE_SOURCE_DIR) / "tests/unit/syntax/data" / name;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string offence(const Parsed& parsed) {
  const std::string& text = parsed.sources.file(parsed.file).text;
  const auto end = static_cast<std::uint32_t>(text.size());
  base::Span rest{parsed.file, 0, end};
  if (parsed.result.tree.header) rest.begin = parsed.result.tree.header->span.end;
  const auto& findings = parsed.sink.diagnostics();
  if (std::string found = list_offence(parsed.statements(), rest, findings.size()); !found.empty()) return found;
  std::uint32_t last = 0;
  for (const diagnostics::Diagnostic& finding : findings) {
    if (finding.primary.begin < last || finding.primary.end > end) return "finding out of order or place: " + finding.message;
    last = finding.primary.begin;
    for (const diagnostics::Fix& fix : finding.fixes)
      for (const diagnostics::Edit& edit : fix.edits)
        if (edit.span.begin > edit.span.end || edit.span.end > end) return "edit out of place: " + fix.title;
  }
  std::uint32_t comment_end = 0;
  for (const Comment& comment : parsed.result.trivia.comments) {
    if (comment.span.begin < comment_end || comment.span.end > end) return "comment out of order or place";
    comment_end = comment.span.end;
  }
  return {};
}

}  // namespace envelope::syntax
