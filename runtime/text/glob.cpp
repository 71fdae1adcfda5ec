#include "runtime/text/glob.h"

#include <algorithm>

#include "runtime/text/command.h"
#include "runtime/text/glob_lexeme.h"
#include "runtime/text/limits.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

std::size_t code_points(std::string_view text) {
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_lead));
}

GlobError check_runs(const Lexemes& lexemes) {
  std::size_t double_stars = 0;
  std::size_t questions = 0;
  for (const Lexeme& lexeme : lexemes) {
    questions = lexeme.is(Kind::question) ? questions + 1 : 0;
    if (lexeme.is(Kind::double_star)) ++double_stars;
    if (questions > kGlobQuestionRunMax) return {GlobFault::question_run_too_long, lexeme.offset, HostFault::none};
    if (double_stars > kGlobDoubleStarsMax) return {GlobFault::too_many_double_stars, lexeme.offset, HostFault::none};
  }
  return {};
}

// The command line whose key is `key`, which starts with a token mark.
std::string command_of_key(std::string_view key) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(kTokenMark, at + 1), key.size());
    tokens.emplace_back(key.substr(at + 1, end - at - 1));
    at = end;
  }
  return quote_command(tokens);
}

}  // namespace

class GlobCompiler {
 public:
  GlobCompiler(std::string_view pattern, Domain domain) {
    glob_.pattern_ = pattern;
    glob_.domain_ = domain;
  }

  GlobResult run() {
    GlobError error = compile();
    if (error.fault != GlobFault::none) return {std::nullopt, error};
    return {std::move(glob_), {}};
  }

 private:
  GlobError compile() {
    GlobError error = lex_glob(glob_.pattern_, glob_.domain_, text_);
    if (error.fault != GlobFault::none) return error;
    glob_.is_literal_ = !text_.has_wildcards;
    if (text_.has_operator) {
      if (text_.has_wildcards) return {GlobFault::command_operator, text_.operator_offset, HostFault::none};
      add_exact_text();
      glob_.example_ = glob_.pattern_;
      return {};
    }
    std::vector<Lexemes> alternatives;
    error = expand_braces(text_.lexemes, alternatives);
    if (error.fault != GlobFault::none) return error;
    for (const Lexemes& alternative : alternatives) {
      error = add(alternative);
      if (error.fault != GlobFault::none) return error;
    }
    if (glob_.domain_ == Domain::command && glob_.is_literal_) add_exact_text();
    return {};
  }

  GlobError add(const Lexemes& alternative) {
    GlobError error = check_runs(alternative);
    if (error.fault != GlobFault::none) return error;
    Shape shape;
    error = shape_of(alternative, shape);
    if (error.fault != GlobFault::none) return error;
    emit_alternative(shape, text_, glob_.domain_, glob_.automaton_);
    const std::uint32_t offset = alternative.empty() ? 0 : alternative[0].offset;
    if (glob_.automaton_.steps.size() > kGlobStepsMax) return {GlobFault::too_large, offset, HostFault::none};
    if (!find_example(shape)) return {GlobFault::matches_nothing, offset, HostFault::none};
    return {};
  }

  GlobError shape_of(const Lexemes& alternative, Shape& shape) const {
    switch (glob_.domain_) {
      case Domain::string:
        return shape_string(alternative, shape);
      case Domain::path:
        return shape_path(alternative, shape);
      case Domain::host:
        return shape_host(alternative, shape);
      case Domain::command:
        return shape_command(alternative, shape);
    }
    return {};
  }

  // Looks for a value that the alternative added last matches, and keeps the shortest of all alternatives.
  bool find_example(const Shape& shape) {
    const bool is_literal = std::none_of(shape.lexemes.begin(), shape.lexemes.end(), [](const Lexeme& l) { return l.is_wildcard(); });
    std::optional<std::string> found;
    if (is_literal) {
      found.emplace();
      for (const Lexeme& lexeme : shape.lexemes)
        append_utf8(*found, lexeme.is(Kind::separator) ? separator_of(glob_.domain_) : lexeme.code);
    } else {
      found = shortest_text(glob_.automaton_, glob_.automaton_.alternatives.back(), glob_.domain_);
    }
    if (found && glob_.domain_ == Domain::command) found = found->empty() ? "a" : command_of_key(*found);
    if (!found || canonical_value(glob_.domain_, *found) != found) return false;
    if (!has_example_ || code_points(*found) < code_points(glob_.example_)) glob_.example_ = *found;
    has_example_ = true;
    return true;
  }

  // A pattern without wildcards also matches a command that is no more plain than itself: exactly its own text.
  void add_exact_text() {
    Shape shape;
    shape.lexemes.push_back({Kind::literal, static_cast<char32_t>(kExactTextMark), 0, 0});
    for (const Decoded decoded : CodePoints(glob_.pattern_)) shape.lexemes.push_back({Kind::literal, decoded.code, 0, 0});
    emit_alternative(shape, text_, glob_.domain_, glob_.automaton_);
    glob_.automaton_.alternatives.back().program = Alternative::kNoProgram;
  }

  Glob glob_;
  GlobText text_;
  bool has_example_ = false;
};

GlobResult Glob::parse(std::string_view pattern, Domain domain) { return GlobCompiler(pattern, domain).run(); }

std::string Glob::key(Domain domain, std::string_view canonical_value) {
  return domain == Domain::command ? command_key(canonical_value) : std::string(canonical_value);
}

std::string example(const Glob& glob) { return glob.example(); }

}  // namespace envelope::text
