#include "compiler/syntax/antlr/words.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "EnvelopeParser.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;  // token types; they are plain numbers of the parser library, so the switches have a default

bool is_effect(std::size_t type) { return type >= T::ALLOW && type <= T::DENY; }

bool opens_behaviour(std::size_t type) {
  switch (type) {
    case T::AT:
    case T::DEFAULT:
    case T::LABEL:
    case T::HOLDS:
    case T::GRANTS:
    case T::LIMIT:
    case T::WATCH:
    case T::BEFORE:
    case T::AFTER:
    case T::AUDIT:
    case T::CONFIGURE:
      return true;
    default:
      return is_effect(type);
  }
}

bool opens_approval_item(std::size_t type) {
  return type == T::FROM || type == T::BY || type == T::NEEDS || type == T::PROOF || type == T::WITHIN;
}

bool belongs_to_owner(std::size_t type, std::size_t owner) {
  switch (type) {
    case T::CRON:
    case T::EVERY:
    case T::ON:
    case T::RUN:
    case T::EXPIRES:
      return owner == T::JOB;
    case T::LASTS:
    case T::ENTER:
    case T::LEAVE:
      return owner == T::WINDOW || owner == T::PHASE || owner == T::STOP;
    case T::REACH:
      return owner == T::HUMAN;
    default:
      return true;
  }
}

}  // namespace

bool opens_top_statement(std::size_t type) {
  if (opens_behaviour(type) || (type >= T::IMPORT && type <= T::JOB)) return true;
  return type == T::POLICY || type == T::ASSERT || type == T::ACCEPT || type == T::TEST;
}

bool opens_item(std::size_t type) {
  switch (type) {
    case T::REACH:
    case T::LASTS:
    case T::ENTER:
    case T::LEAVE:
    case T::CRON:
    case T::EVERY:
    case T::ON:
    case T::RUN:
    case T::EXPIRES:
      return true;
    default:
      return opens_behaviour(type) || (type >= T::TIER && type <= T::JOB);
  }
}

bool opens_element(const TokenRow& row, std::size_t index, ListKind list, std::size_t owner) {
  const std::size_t type = row.type(index);
  if (type == T::AT && row.type(row.after(index)) != T::MOST) return false;
  switch (list) {
    case ListKind::file:
      return opens_top_statement(type);
    case ListKind::block:
      return opens_item(type) && belongs_to_owner(type, owner);
    case ListKind::approval:
      return opens_approval_item(type);
    case ListKind::test:
      return is_name(type);
  }
  return false;
}

bool begins_element(const TokenRow& row, std::size_t index, ListKind list, std::size_t owner) {
  if (!opens_element(row, index, list, owner)) return false;
  if (list == ListKind::test || list == ListKind::approval) return row.is_first_on_line(index);
  if (row.is_set_off(index)) return true;
  const std::size_t before = row.before(index);
  if (!is_effect(row.type(index)) || before == TokenRow::kNone) return false;
  switch (row.type(before)) {
    case T::ARROW:
    case T::NEVER:
    case T::ALWAYS:
    case T::ELSE:
    case T::DO:
    case T::DEFAULT:
    case T::MOST:
    case T::COMMA:
    case T::COLON:
    case T::IS:
    case T::LPAREN:
    case T::LBRACKET:
      return false;
    default:
      return true;
  }
}

std::vector<std::size_t> opening_types(ListKind list, std::size_t owner) {
  std::vector<std::size_t> types;
  for (std::size_t type = T::ALLOW; type <= T::WITHOUT; ++type) {
    const bool opens = list == ListKind::file       ? opens_top_statement(type)
                       : list == ListKind::block    ? opens_item(type) && belongs_to_owner(type, owner)
                       : list == ListKind::approval ? opens_approval_item(type)
                                                    : false;
    if (opens) types.push_back(type);
  }
  return types;
}

bool is_name(std::size_t type) { return type == T::ID || (type >= T::POLICY && type <= T::WITHOUT); }
bool is_reserved_word(std::size_t type) { return type >= T::ALLOW && type < T::POLICY; }
bool is_number(std::size_t type) { return type >= T::MONEY && type <= T::INT; }

std::optional<std::string_view> translation(std::string_view word) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kPairs = std::to_array<Pair>({
      {"a", "per"},         {"an", "per"},          {"allowed", "allow"},    {"allows", "allow"},
      {"approve", "ask"},   {"approver", "from"},   {"asked", "ask"},        {"asks", "ask"},
      {"block", "deny"},    {"budget", "limit"},    {"can", "allow"},        {"cannot", "deny"},
      {"confirm", "ask"},   {"const", "let"},       {"contains", "has"},     {"denied", "deny"},
      {"denies", "deny"},   {"disallow", "deny"},   {"equals", "is"},        {"forbid", "deny"},
      {"group", "tier"},    {"if", "when"},         {"include", "import"},   {"includes", "has"},
      {"like", "matches"},  {"may", "allow"},       {"only", "when"},        {"otherwise", "else"},
      {"permit", "allow"},  {"prohibit", "deny"},   {"proposed", "propose"}, {"provided", "when"},
      {"quota", "limit"},   {"refuse", "deny"},     {"reject", "deny"},      {"role", "tier"},
      {"set", "let"},       {"suggest", "propose"}, {"then", "do"},          {"use", "import"},
      {"user", "human"},    {"var", "let"},         {"where", "when"},       {"while", "when"},
      {"whenever", "when"}, {"require", "ask"},
  });
  const auto* found = std::find_if(kPairs.begin(), kPairs.end(), [&](const Pair& pair) { return pair.first == word; });
  if (found == kPairs.end()) return std::nullopt;
  return found->second;
}

bool is_free_translation(std::string_view word) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"approve", "confirm", "contains", "group", "includes", "like", "only", "require", "role", "set", "suggest", "use", "while"});
  return std::ranges::find(kWords, word) != kWords.end();
}

Words::Words(const antlr4::dfa::Vocabulary& vocabulary) {
  for (std::size_t type = 0; type <= T::STRAY; ++type) {
    std::string literal = type <= T::GREATER_EQUAL ? vocabulary.getLiteralName(type) : std::string();
    if (literal.size() >= 2) literal = literal.substr(1, literal.size() - 2);
    if (!literal.empty()) types_.emplace(literal, type);
    spellings_.push_back(std::move(literal));
  }
}

std::optional<std::size_t> Words::type_of(std::string_view word) const {
  const auto found = types_.find(word);
  if (found == types_.end()) return std::nullopt;
  return found->second;
}

std::string_view Words::spelling(std::size_t type) const {
  return type < spellings_.size() ? std::string_view(spellings_[type]) : std::string_view();
}

std::string Words::display(std::size_t type) const {
  switch (type) {
    case T::ID:
      return "a name";
    case T::STRING:
      return "a string in quotes";
    case T::TEXT:
      return "a text";
    case T::INT:
      return "a number";
    case T::PERCENT:
      return "a percentage";
    case T::DURATION:
      return "a duration such as `15min`";
    case T::DATE:
      return "a date such as `2027-01-31`";
    case T::EOF:
      return "the end of the file";
    default:
      return spelling(type).empty() ? std::string() : fmt::format("`{}`", spelling(type));
  }
}

}  // namespace envelope::syntax
