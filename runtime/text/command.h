// Commands: the words a POSIX shell would make of a command line, when that can be told from the text.
//
// A command keeps its raw text (it has no other canonical form) and is *missing* when it is empty or blank, contains a
// NUL, is not well-formed UTF-8 or is longer than kCommandBytesMax.
//
// A command is *plain* when a POSIX shell would run exactly one program with exactly these words: blanks (space, tab)
// separate words, '…' and "…" quote, a backslash outside quotes quotes one character. Everything else a shell would act
// upon makes it not plain, and then only its exact text is known. Outside quotes these are:
//
//   newline and other controls   end or garble the command      ; & |         further commands, background, pipes
//   < > ( )                      redirection, subshells, functions             $ `           expansion
//   * ? [ ]                      file name expansion            { }           brace expansion, grouping
//   !                            history expansion, negation    ~             home, at the start of a word, after `=` or `:`
//   # % ^                        at the start of a word: comment, job, history substitution
//   =                            in the first word: an assignment before the program (`PATH=/tmp npm test`);
//                                at the start of any word: zsh expands it
//   a backslash before a newline, or at the very end; a quote that is never closed;
//   a first word that is a shell keyword (`if`, `while`, `time`, …), unless quoted.
// Inside double quotes: `$`, backtick, `!`, and a backslash before `$`, backtick, `"`, backslash or newline.
//
// This is stricter than any one shell: `git show HEAD~1` and `date +%s` are plain, `stash@{0}` is not. What a *program*
// makes of its words (`sudo`, `env`, `xargs`, `sh -c`, options that run things) is not known here: docs/limitations.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::text {

// Why a raw text is missing (the first four after `none`) or not plain (the others).
enum class CommandFault : std::uint8_t { none, empty, too_long, nul_character, invalid_utf8, metacharacter, keyword, unbalanced_quote };

struct Command {
  std::vector<std::string> tokens;  // words with quotes removed; filled only when plain, then at least one
  CommandFault fault = CommandFault::none;
  std::size_t fault_offset = 0;  // byte of the raw text at which the fault shows

  [[nodiscard]] bool is_plain() const { return fault == CommandFault::none; }
  [[nodiscard]] bool is_missing() const { return !is_plain() && fault < CommandFault::metacharacter; }
};

// Takes `raw` apart. Linear.
[[nodiscard]] Command tokenise(std::string_view raw);

// Whether `raw` is a command at all, plain or not. Allocates nothing.
[[nodiscard]] bool is_command(std::string_view raw);

// `raw` itself, or nothing when the command is missing. Idempotent.
[[nodiscard]] std::optional<std::string> normalise_command(std::string_view raw);

// A clause for messages; empty for `none`. Static storage.
[[nodiscard]] std::string_view command_fault_text(CommandFault fault);

// A command line that is plain and consists of `tokens`, which must not be empty nor contain NUL.
[[nodiscard]] std::string quote_command(std::span<const std::string> tokens);

// --- For glob.cpp: one text per command, on which an automaton can run -----------------------------------------------

inline constexpr char kTokenMark = '\0';      // stands before each token of a plain command
inline constexpr char kExactTextMark = '\1';  // stands before the raw text of a command that is not plain

// "\0npm\0install" for the plain `npm install`; "\1npm i && x" for `npm i && x`; empty for a missing command.
[[nodiscard]] std::string command_key(std::string_view raw);

// Whether a shell takes `word` for itself where it stands first and unquoted.
[[nodiscard]] bool is_shell_keyword(std::string_view word);

// Where an unquoted character stands. A word starts before its first character, quoted or not.
struct WordPlace {
  bool at_word_start = false;
  bool in_first_word = false;
};

// Whether a shell acts upon the unquoted character at `at`: the list above, except for backslash, quotes and blanks.
[[nodiscard]] bool is_shell_special(std::string_view text, std::size_t at, WordPlace place);
// The same between double quotes; `at` may stand on a backslash.
[[nodiscard]] bool is_special_in_double_quotes(std::string_view text, std::size_t at);

}  // namespace envelope::text
