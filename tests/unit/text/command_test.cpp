#include "runtime/text/command.h"

#include <catch2/catch.hpp>

#include "runtime/text/limits.h"

using namespace envelope::text;

namespace {

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("plain commands are taken apart like a shell would") {
  const std::pair<std::string_view, Words> cases[] = {
      {"npm test", {"npm", "test"}},
      {"  npm \t test  ", {"npm", "test"}},
      {"echo 'a b' \"c d\"", {"echo", "a b", "c d"}},
      {"echo a'b'\"c\"d", {"echo", "abcd"}},
      {"r\\m x", {"rm", "x"}},
      {"'rm' x", {"rm", "x"}},
      {"\"r\"m x", {"rm", "x"}},
      {"echo ''", {"echo", ""}},
      {"echo \"\" x", {"echo", "", "x"}},
      {"echo ';' '&&' '$x' '`' '*'", {"echo", ";", "&&", "$x", "`", "*"}},
      {"echo \\; \\* \\$ \\' \\\" \\\\", {"echo", ";", "*", "$", "'", "\"", "\\"}},
      {"echo a\\ b", {"echo", "a b"}},
      {"echo \"a;b|c>d\"", {"echo", "a;b|c>d"}},
      {"echo \"it's\"", {"echo", "it's"}},
      {"echo '\"'", {"echo", "\""}},
      {"echo \"a\\nb\"", {"echo", "a\\nb"}},  // in double quotes this backslash stays
      {"echo 'a\nb'", {"echo", "a\nb"}},      // a quoted newline is text
      {"git show HEAD~1", {"git", "show", "HEAD~1"}},
      {"git show HEAD^", {"git", "show", "HEAD^"}},
      {"date +%s", {"date", "+%s"}},
      {"make CC=gcc", {"make", "CC=gcc"}},
      {"git log --since=1.day", {"git", "log", "--since=1.day"}},
      {"echo a#b", {"echo", "a#b"}},
      {"npm install @scope/pkg", {"npm", "install", "@scope/pkg"}},
      {"'if' x", {"if", "x"}},
      {"echo if", {"echo", "if"}},
      {"echo gr\xC3\xBC\xC3\x9F", {"echo", "gr\xC3\xBC\xC3\x9F"}},
  };
  for (const auto& [raw, words] : cases) {
    CAPTURE(raw);
    const Command command = tokenise(raw);
    CHECK(command.is_plain());
    CHECK_FALSE(command.is_missing());
    CHECK(command.tokens == words);
    CHECK(normalise_command(raw) == std::string(raw));
    // Quoting the words again gives the same words.
    const std::string quoted = quote_command(words);
    CHECK(tokenise(quoted).tokens == words);
    CHECK(command_key(quoted) == command_key(raw));
  }
}

TEST_CASE("what a shell would act upon makes a command not plain") {
  struct Case {
    std::string_view raw;
    CommandFault fault;
    std::size_t offset;
  };
  const Case cases[] = {
      {"npm i; rm x", CommandFault::metacharacter, 5},
      {"npm i && rm x", CommandFault::metacharacter, 6},
      {"npm i | sh", CommandFault::metacharacter, 6},
      {"npm i\nrm x", CommandFault::metacharacter, 5},
      {"npm i\rrm", CommandFault::metacharacter, 5},
      {"a > b", CommandFault::metacharacter, 2},
      {"a < b", CommandFault::metacharacter, 2},
      {"a (b)", CommandFault::metacharacter, 2},
      {"echo $HOME", CommandFault::metacharacter, 5},
      {"echo $(id)", CommandFault::metacharacter, 5},
      {"echo `id`", CommandFault::metacharacter, 5},
      {"echo \"$(id)\"", CommandFault::metacharacter, 6},
      {"echo \"`id`\"", CommandFault::metacharacter, 6},
      {"echo \"a\\\"b\"", CommandFault::metacharacter, 7},
      {"echo \"!!\"", CommandFault::metacharacter, 6},
      {"rm *", CommandFault::metacharacter, 3},
      {"rm a?", CommandFault::metacharacter, 4},
      {"rm [a]", CommandFault::metacharacter, 3},
      {"rm a]", CommandFault::metacharacter, 4},
      {"rm {a,b}", CommandFault::metacharacter, 3},
      {"! true", CommandFault::metacharacter, 0},
      {"cd ~", CommandFault::metacharacter, 3},
      {"cd ~/x", CommandFault::metacharacter, 3},
      {"make D=~/x", CommandFault::metacharacter, 7},
      {"x a:~b", CommandFault::metacharacter, 4},
      {"npm i # x", CommandFault::metacharacter, 6},
      {"kill %1", CommandFault::metacharacter, 5},
      {"^a^b", CommandFault::metacharacter, 0},
      {"PATH=/tmp npm i", CommandFault::metacharacter, 4},
      {"'A'=b x", CommandFault::metacharacter, 3},
      {"echo =ls", CommandFault::metacharacter, 5},
      {"echo a\\\nb", CommandFault::metacharacter, 6},
      {"echo \x1b[2J", CommandFault::metacharacter, 5},
      {"echo \x7f", CommandFault::metacharacter, 5},
      {"if x", CommandFault::keyword, 0},
      {" time rm x", CommandFault::keyword, 1},
      {"while", CommandFault::keyword, 0},
      {"echo 'a", CommandFault::unbalanced_quote, 5},
      {"echo \"a", CommandFault::unbalanced_quote, 5},
      {"echo a\\", CommandFault::unbalanced_quote, 6},
      {"'", CommandFault::unbalanced_quote, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    const Command command = tokenise(c.raw);
    CHECK(command.fault == c.fault);
    CHECK(command.fault_offset == c.offset);
    CHECK(command.tokens.empty());
    CHECK_FALSE(command.is_missing());
    CHECK(normalise_command(c.raw) == std::string(c.raw));
    CHECK(command_key(c.raw) == "\1" + std::string(c.raw));
    CHECK_FALSE(command_fault_text(c.fault).empty());
  }
}

TEST_CASE("missing commands") {
  const std::string too_long(kCommandBytesMax + 1, 'a');
  const std::pair<std::string_view, CommandFault> cases[] = {
      {"", CommandFault::empty},
      {"  \t ", CommandFault::empty},
      {std::string_view("a\0b", 3), CommandFault::nul_character},
      {"a \xC0\xBB b", CommandFault::invalid_utf8},  // overlong `;`
      {"a\xFF", CommandFault::invalid_utf8},
      {too_long, CommandFault::too_long},
  };
  for (const auto& [raw, fault] : cases) {
    CAPTURE(raw.substr(0, 20));
    const Command command = tokenise(raw);
    CHECK(command.fault == fault);
    CHECK(command.is_missing());
    CHECK_FALSE(normalise_command(raw).has_value());
    CHECK(command_key(raw).empty());
  }
  CHECK(tokenise(std::string_view(too_long).substr(1)).is_plain());
}

TEST_CASE("quoting makes any words plain") {
  const Words hostile{"if", "a b", "", "it's", "$(id)", "-x", "~", "a=b", "*", "\n", "#", "{a,b}", "!", "\\", "\""};
  const Command command = tokenise(quote_command(hostile));
  CHECK(command.is_plain());
  CHECK(command.tokens == hostile);
  CHECK(quote_command(Words{"npm", "install", "@a/b"}) == "npm install @a/b");
}

TEST_CASE("every single byte is either text, quoted, or known to be special") {
  for (int byte = 1; byte < 128; ++byte) {
    const std::string raw = std::string("echo a") + static_cast<char>(byte) + "b";
    const Command command = tokenise(raw);
    if (!command.is_plain()) continue;
    CAPTURE(byte);
    const Words as_text{"echo", raw.substr(5)};
    const Words as_blank{"echo", "a", "b"};
    const Words as_escape{"echo", "ab"};
    const bool is_expected = command.tokens == (byte == ' ' || byte == '\t' ? as_blank : byte == '\\' ? as_escape : as_text);
    CHECK(is_expected);
  }
}
