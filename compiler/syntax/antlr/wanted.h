// What the grammar expected at a place, in the words of a message.
#pragma once

#include <cstddef>
#include <string>

#include "EnvelopeParser.h"
#include "compiler/syntax/antlr/words.h"

namespace envelope::syntax {

// "a condition", "a duration such as `15min`", "an action, class or `anything`": what the outermost rule that begins at token `index` is
// to its reader. `innermost` is the rule in which parsing stopped; rules up to the statement are looked at. Empty: no such rule.
[[nodiscard]] std::string wanted_by_rule(const antlr4::ParserRuleContext* innermost, std::size_t index);

// The same for the rule that has read token `index` by mistake: searched from `statement` downwards.
[[nodiscard]] std::string wanted_instead_of(antlr4::ParserRuleContext* statement, std::size_t index);

// "`when`, `unless` or `via`": at most four of the tokens in `expected`, words before signs. `is_name_next`: a name was found, so a list
// may lack its comma. Empty when there is none to name.
[[nodiscard]] std::string wanted_by_tokens(const Words& words, const antlr4::misc::IntervalSet& expected, bool is_name_next);

// Whether a rule is an element of a list that recovery stays in: statement, item, approval entry, test case, header.
[[nodiscard]] bool is_element(const antlr4::ParserRuleContext* context);

}  // namespace envelope::syntax
