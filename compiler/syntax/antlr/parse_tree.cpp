// parse(): lex, parse, build, then drop everything of the parser library's.
#include "EnvelopeLexer.h"
#include "EnvelopeParser.h"
#include "compiler/syntax/antlr/builder.h"
#include "compiler/syntax/parse.h"

namespace envelope::syntax {
namespace {

Trivia collect_comments(const SourceInput& source, antlr4::CommonTokenStream& tokens) {
  Trivia trivia;
  for (antlr4::Token* token : tokens.getTokens()) {
    if (token->getChannel() != antlr4::Token::HIDDEN_CHANNEL) continue;
    const base::Span span = source.span(*token);
    trivia.comments.push_back({span, source.is_first_on_line(span.begin)});
  }
  return trivia;
}

}  // namespace

ParseResult parse(const base::SourceMap& sources, base::FileId file, diagnostics::Sink& sink) {
  SourceInput input(sources.file(file).text, file);
  grammar::EnvelopeLexer lexer(&input);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream tokens(&lexer);
  tokens.fill();
  Grammar parser(&tokens);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  ErrorLog log;
  Builder builder{input, log};
  ParseResult result;
  result.tree = build_file(builder, parser.policyFile(), file);
  result.trivia = collect_comments(input, tokens);
  log.hand_over(sink);
  return result;
}

}  // namespace envelope::syntax
