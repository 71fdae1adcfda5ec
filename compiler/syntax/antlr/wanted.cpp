#include "compiler/syntax/antlr/wanted.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using antlr4::ParserRuleContext;

constexpr std::size_t kNoRule = static_cast<std::size_t>(-1);

std::size_t rule_of(const antlr4::tree::ParseTree* node) {
  const auto* context = dynamic_cast<const ParserRuleContext*>(node);
  return context == nullptr ? kNoRule : context->getRuleIndex();
}

std::string_view wanted_names(const ParserRuleContext* context, std::size_t index) {
  switch (rule_of(context->parent)) {
    case T::RuleHolds:
      return "a capability";
    case T::RuleVia:
      return "the name of an approval";
    case T::RuleEach:
      return "something to count by, such as `agent` or `session`";
    case T::RuleApprovalItem: {
      const auto* item = dynamic_cast<const T::ApprovalItemContext*>(context->parent);
      return item->start->getType() == T::FROM && index > item->start->getTokenIndex() ? "the name of a person" : "a name";
    }
    case T::RuleEnumDecl:
      return "a member";
    default:
      return "a name";
  }
}

std::string_view wanted_name(const ParserRuleContext* context) {
  switch (rule_of(context->parent)) {
    case T::RuleType:
      return "a type";
    case T::RuleTestCase:
      return "an agent and an action";
    case T::RuleRelation:
      return "a label";
    case T::RulePrimary:
      return "a window, phase or stop";
    case T::RuleRunItem:
      return "an action";
    case T::RuleReach:
      return "a channel";
    default:
      return "a name";
  }
}

std::string_view wanted_path(const ParserRuleContext* context) {
  switch (rule_of(context->parent)) {
    case T::RuleImportDecl:
      return "a module such as `std`, or a file in quotes";
    case T::RuleMeterDecl:
      return "an attribute such as `spend.amount`";
    case T::RuleHeader:
      return "the name of the policy";
    default:
      return "a name";
  }
}

// One row for each rule a reader would name.
std::string_view wanted(const ParserRuleContext* context, std::size_t index) {
  switch (rule_of(context)) {
    case T::RuleWhat:
    case T::RuleTargets:
    case T::RuleTarget:
      return "an action, class or `anything`";
    case T::RulePower:
      return "an action or class, or `approve` and an approval";
    case T::RuleExpr:
    case T::RuleConjunction:
    case T::RuleUnary:
    case T::RulePrimary:
      return "a condition";
    case T::RuleValue:
    case T::RuleSingle:
      return "a value";
    case T::RuleAmount:
      return "an amount such as `100`, `$5` or `30% of parent`";
    case T::RuleNumber:
      return "a number";
    case T::RuleSpan:
      return "a duration such as `15min`";
    case T::RuleDated:
      return "a date such as `2027-01-31`";
    case T::RuleDuties:
    case T::RuleDuty:
      return "a duty";
    case T::RuleType:
      return "a type";
    case T::RulePermission:
    case T::RuleEffect:
      return "`allow`, `ask`, `propose` or `deny`";
    case T::RuleClaim:
      return "`never`, `always` or `total`";
    case T::RuleSignature:
      return "a name";
    case T::RuleParameter:
      return "a parameter such as `path: Path`";
    case T::RuleArgument:
      return "an argument such as `path: \"~/x\"`";
    case T::RuleArguments:
      return "`(`";
    case T::RuleBlock:
    case T::RuleApprovalBlock:
    case T::RuleTestBlock:
      return "`{`";
    case T::RuleNames:
      return wanted_names(context, index);
    case T::RuleName:
      return wanted_name(context);
    case T::RulePath:
      return wanted_path(context);
    default:
      return {};  // a rule index is a plain number of the parser library
  }
}

// Signs come after words, and those of long lists last.
int rank(std::size_t type) {
  switch (type) {
    case T::ID:
    case T::AND:
    case T::OR:
      return 1;
    case T::STRING:
      return 2;
    case T::LBRACE:
    case T::RBRACE:
    case T::RPAREN:
    case T::RBRACKET:
    case T::COLON:
    case T::EQUALS:
    case T::ARROW:
    case T::LESS_EQUAL:
      return 3;
    case T::COMMA:
      return 4;
    case T::LPAREN:
      return 5;
    case T::LBRACKET:
    case T::QUESTION:
      return 6;
    default:
      return type <= T::WITHOUT ? 0 : 7;
  }
}

bool is_worth_naming(std::size_t type) {
  return type != T::DOT && type != T::DOTDOT && type != T::LESS && type != T::GREATER && type != T::GREATER_EQUAL;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " or " : ", ";
    out += parts[i];
  }
  return out;
}

}  // namespace

bool is_element(const ParserRuleContext* context) {
  switch (rule_of(context)) {
    case T::RuleHeader:
    case T::RuleStatement:
    case T::RuleItem:
    case T::RuleApprovalItem:
    case T::RuleTestCase:
      return true;
    default:
      return false;
  }
}

std::string wanted_by_rule(const ParserRuleContext* innermost, std::size_t index) {
  std::string_view found;
  for (const auto* at = innermost; at != nullptr && !is_element(at); at = dynamic_cast<const ParserRuleContext*>(at->parent)) {
    if (at->start == nullptr || at->start->getTokenIndex() != index) break;
    if (const std::string_view name = wanted(at, index); !name.empty()) found = name;
  }
  return std::string(found);
}

std::string wanted_instead_of(ParserRuleContext* statement, std::size_t index) {
  for (ParserRuleContext* at = statement; at != nullptr;) {
    if (at != statement && at->start->getTokenIndex() == index) {
      if (const std::string_view name = wanted(at, index); !name.empty()) return std::string(name);
    }
    ParserRuleContext* next = nullptr;
    for (antlr4::tree::ParseTree* child : at->children) {
      auto* context = dynamic_cast<ParserRuleContext*>(child);
      if (context != nullptr && context->start != nullptr && context->start->getTokenIndex() <= index) next = context;
    }
    at = next;
  }
  return {};
}

std::string wanted_by_tokens(const Words& words, const antlr4::misc::IntervalSet& expected, bool is_name_next) {
  // Behind the left side of a comparison everything else is unlikely.
  if (expected.contains(std::size_t{T::MATCHES})) return "a comparison such as `is`, `<` or `matches`";
  std::vector<std::size_t> types;
  std::size_t names = 0;
  for (const ssize_t type : expected.toList()) {
    if (type < 1) continue;
    const auto each = static_cast<std::size_t>(type);
    if (is_name(each)) ++names;
    types.push_back(each);
  }
  const bool any_name = names > 40;  // the rule `name` was possible: its words are not worth listing
  std::erase_if(types, [&](std::size_t type) {
    return (any_name && is_name(type) && type != T::ID) || !is_worth_naming(type) || words.display(type).empty();
  });
  const auto order = [&](std::size_t type) { return is_name_next && type == T::COMMA ? -1 : rank(type); };
  std::stable_sort(types.begin(), types.end(), [&](std::size_t a, std::size_t b) { return order(a) < order(b); });
  if (types.size() > 4) types.resize(4);
  std::vector<std::string> parts;
  for (const std::size_t type : types) parts.push_back(words.display(type));
  return join(parts);
}

}  // namespace envelope::syntax
