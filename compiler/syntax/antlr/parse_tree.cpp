// parse(): lex, mend, parse, build, then drop everything of the parser library's.
#include <exception>
#include <memory>

#include <fmt/format.h>

#include "EnvelopeLexer.h"
#include "compiler/syntax/antlr/builder.h"
#include "compiler/syntax/antlr/recovery.h"
#include "compiler/syntax/antlr/token_checks.h"
#include "compiler/syntax/parse.h"

namespace envelope::syntax {
namespace {

bool is_comment(std::size_t type) { return type == Grammar::COMMENT || (type >= Grammar::HASH_COMMENT && type <= Grammar::OPEN_COMMENT); }

Trivia collect_comments(const TokenRow& row) {
  Trivia trivia;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_comment(row.type(i))) trivia.comments.push_back({row.span(i), row.is_first_on_line(i)});
  }
  return trivia;
}

// The whole text as one unreadable statement.
PolicyFile unread(base::FileId file, const TokenRow& row) {
  PolicyFile tree;
  tree.file = file;
  tree.header.reset();
  if (row.size() > 1) {
    const base::Span all = base::join(row.span(0), row.span(row.size() - 1));
    tree.statements.push_back({all, true, Unreadable{}});
  }
  return tree;
}

// The grammar takes a header anywhere, so that a misplaced one can be told from other mistakes.
bool has_header_first(Grammar::PolicyFileContext* tree) {
  const std::size_t headers = tree->header().size();
  return headers == 0 || (headers == 1 && tree->children.front() == tree->header(0));
}

// First without any recovery, which is what nearly every file needs; only a broken one is read again with it. The grammar needs no
// context to decide (a test holds that), so the fast prediction mode is exact.
Grammar::PolicyFileContext* read(Grammar& parser, TokenRow& row, ErrorLog& log) {
  parser.removeErrorListeners();
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  if (log.is_empty()) {
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    try {
      Grammar::PolicyFileContext* tree = parser.policyFile();
      if (has_header_first(tree)) return tree;
      parser.reset();
    } catch (const antlr4::ParseCancellationException&) {
      parser.reset();
    }
  }
  parser.setErrorHandler(std::make_shared<StatementRecovery>(row, log, parser.getVocabulary()));
  return parser.policyFile();
}

ParseResult parse_text(std::string_view text, base::FileId file, ErrorLog& log) {
  SourceInput input(text, file);
  grammar::EnvelopeLexer lexer(&input);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream tokens(&lexer);
  tokens.fill();
  TokenRow row(input, tokens);
  ParseResult result;
  if (!check_nesting(row, log)) {
    result.tree = unread(file, row);
    return result;
  }
  mend_tokens(row, log);
  tokens.seek(0);
  Grammar parser(&tokens);
  Builder builder{row, input, log};
  result.tree = build_file(builder, read(parser, row, log), file);
  result.trivia = collect_comments(row);
  return result;
}

}  // namespace

// No exception of the parser library's leaves this function.
ParseResult parse(const base::SourceMap& sources, base::FileId file, diagnostics::Sink& sink) {
  const std::string_view text = sources.file(file).text;
  try {
    ErrorLog log;
    ParseResult result = parse_text(text, file, log);
    log.hand_over(sink);
    return result;
  } catch (const std::exception& fault) {
    const base::Span all{file, 0, static_cast<std::uint32_t>(text.size())};
    sink.emit(diagnostics::Code::InternalFault, all, fmt::format("reading the text stopped: {}", fault.what()));
    ParseResult result;
    result.tree.file = file;
    result.tree.statements.push_back({all, true, Unreadable{}});
    return result;
  }
}

}  // namespace envelope::syntax
