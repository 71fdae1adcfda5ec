// What the words of the language are to recovery: which open a statement and where, which can be a name, how they are shown.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/antlr/token_row.h"

namespace envelope::syntax {

// The lists whose elements a syntax error may not leave.
enum class ListKind { file, block, approval, test };

// Whether the token opens a statement of a file, an item of some block.
[[nodiscard]] bool opens_top_statement(std::size_t type);
[[nodiscard]] bool opens_item(std::size_t type);

// Whether the token at `index` may begin an element of a list of this kind. `owner` is the type of the first token of the block's
// statement: `on` or `run` open an item in a job only. Looks at the next token to tell `at most` from `at 80%`.
[[nodiscard]] bool opens_element(const TokenRow& row, std::size_t index, ListKind list, std::size_t owner);
// The same where the layout says so too: the word is first on its line or set off by blanks, or it is an effect that nothing leads to.
[[nodiscard]] bool begins_element(const TokenRow& row, std::size_t index, ListKind list, std::size_t owner);
// Token types of the words that begin an element there.
[[nodiscard]] std::vector<std::size_t> opening_types(ListKind list, std::size_t owner);

[[nodiscard]] bool is_name(std::size_t type);           // may be a name where one is required
[[nodiscard]] bool is_reserved_word(std::size_t type);  // a word, but never a name
[[nodiscard]] inline bool is_word(std::size_t type) { return is_name(type) || is_reserved_word(type); }
[[nodiscard]] bool is_number(std::size_t type);

// A word of English or of another language for one of ours: `permit` → `allow`, `if` → `when`.
[[nodiscard]] std::optional<std::string_view> translation(std::string_view word);
// Whether such a word may as well mean something that is no word of ours: `only`, `like`, `approve`.
[[nodiscard]] bool is_free_translation(std::string_view word);

// Token types and their spelling.
class Words {
 public:
  explicit Words(const antlr4::dfa::Vocabulary& vocabulary);

  [[nodiscard]] std::optional<std::size_t> type_of(std::string_view word) const;
  // As written in a policy, `allow` or `{`; empty for tokens of many spellings.
  [[nodiscard]] std::string_view spelling(std::size_t type) const;
  // For messages: "`allow`", "a string in quotes"; empty for what is only written by mistake.
  [[nodiscard]] std::string display(std::size_t type) const;

 private:
  std::vector<std::string> spellings_;
  std::map<std::string, std::size_t, std::less<>> types_;
};

}  // namespace envelope::syntax
