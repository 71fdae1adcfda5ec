#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

// `file write` in backticks is the name between them.
std::string unquoted(std::string_view word) {
  if (word.size() >= 2 && word.front() == '`' && word.back() == '`') word = word.substr(1, word.size() - 2);
  return std::string(word);
}

}  // namespace

Name build_name(Builder& b, Grammar::NameContext* context, base::Span gap) {
  if (context == nullptr || context->children.empty() || context->exception != nullptr) return {{}, gap};
  return {unquoted(b.row.spelling(*context->start)), b.span(context)};
}

Name build_id(Builder& b, TerminalNode* id, base::Span gap) {
  if (id == nullptr) return {{}, gap};
  return {unquoted(b.row.spelling(*id->getSymbol())), b.span(id)};
}

std::vector<Name> build_names(Builder& b, Grammar::NamesContext* context) {
  std::vector<Name> names;
  if (context == nullptr) return names;
  for (Grammar::NameContext* name : context->name()) names.push_back(build_name(b, name, b.gap(context)));
  return names;
}

Path build_path(Builder& b, Grammar::PathContext* context, base::Span gap) {
  Path path;
  if (context == nullptr || context->children.empty()) {
    path.span = gap;
  } else {
    path.span = b.span(context);
    for (Grammar::NameContext* name : context->name()) path.parts.push_back(build_name(b, name, b.gap(context)));
  }
  if (path.parts.empty()) path.parts.push_back({{}, gap});
  return path;
}

Text build_text(Builder& b, TerminalNode* string, base::Span gap) {
  if (string == nullptr) return {{}, gap};
  return {decode_string(b, *string->getSymbol()), b.span(string)};
}

Doc build_doc(Builder& b, TerminalNode* string) {
  if (string == nullptr) return std::nullopt;
  return build_text(b, string, {});
}

}  // namespace envelope::syntax
