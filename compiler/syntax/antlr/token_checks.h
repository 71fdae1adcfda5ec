// One look at every token before parsing: refuses what would nest too deeply, reports what is no word of the language, and takes it for
// what was meant where that is plain.
#pragma once

#include "compiler/syntax/antlr/error_log.h"
#include "compiler/syntax/antlr/token_row.h"

namespace envelope::syntax {

// False, with ENV0107 reported, when the tokens nest beyond kNestingMax; they must not be parsed then. Linear.
[[nodiscard]] bool check_nesting(const TokenRow& row, ErrorLog& log);

// Reports and mends the tokens under "What people write by mistake" of the lexer grammar.
void mend_tokens(TokenRow& row, ErrorLog& log);

}  // namespace envelope::syntax
