#include "compiler/syntax/antlr/ambiguity.h"

#include <fmt/format.h>

#include "EnvelopeLexer.h"
#include "EnvelopeParser.h"
#include "compiler/syntax/antlr/spans.h"

namespace envelope::syntax {
namespace {

using Parser = grammar::EnvelopeParser;

class Listener final : public antlr4::BaseErrorListener {
 public:
  explicit Listener(std::vector<std::string>& lines) : lines_(lines) {}

  void syntaxError(antlr4::Recognizer*, antlr4::Token*, std::size_t line, std::size_t column, const std::string& message,
                   std::exception_ptr) override {
    lines_.push_back(fmt::format("{}:{}: {}", line, column + 1, message));
  }
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    add(parser, dfa, start, "ambiguous");
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t,
                                   const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    add(parser, dfa, start, "needs the full context");
  }

 private:
  void add(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::string_view what) {
    const antlr4::Token* token = parser->getTokenStream()->get(start);
    const std::string& rule = parser->getRuleNames()[dfa.atnStartState->ruleIndex];
    lines_.push_back(fmt::format("{}:{}: {} {}", token->getLine(), token->getCharPositionInLine() + 1, rule, what));
  }

  std::vector<std::string>& lines_;
};

}  // namespace

std::vector<std::string> find_ambiguities(std::string_view text) {
  std::vector<std::string> lines;
  Listener listener(lines);
  SourceInput input(text, {});
  grammar::EnvelopeLexer lexer(&input);
  lexer.removeErrorListeners();
  lexer.addErrorListener(&listener);
  antlr4::CommonTokenStream tokens(&lexer);
  Parser parser(&tokens);
  parser.removeErrorListeners();
  parser.addErrorListener(&listener);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  parser.policyFile();
  return lines;
}

}  // namespace envelope::syntax
