// The source tree as a list of texts. Every rule is a function from such a list to the places that break it, so that the same function
// reads the repository in one test and three made-up lines in the next.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::tidy {

struct SourceText {
  std::string path;  // from the root of the repository, with `/`
  std::string text;
};
using Tree = std::vector<SourceText>;

// One broken rule. `line` is 1-based; 0 is the file as a whole.
struct Offence {
  std::string path;
  int line = 0;
  std::string what;
};
using Offences = std::vector<Offence>;

// Every file of the repository that is ours: without build folders, installed packages, dot folders other than `.ci` and fuzz corpora.
// Read once; ordered by path.
[[nodiscard]] const Tree& repository();

// The file of exactly this path, or nullptr.
[[nodiscard]] const SourceText* find(const Tree& tree, std::string_view path);

// C++ of ours: .cpp, .h and .def below compiler/, runtime/ and tests/.
[[nodiscard]] bool is_cpp(std::string_view path);
// Anything a compiler, cmake or a shell reads.
[[nodiscard]] bool is_code(std::string_view path);
// `path` lies in `folder` (written without a final `/`) or below.
[[nodiscard]] bool is_below(std::string_view path, std::string_view folder);

// Lines without their line ends. The last one is present even when empty.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

// The same text, as long and with the same line breaks, but with comments blanked out and, if asked, the insides of string and character
// literals too. Knows raw strings and digit separators; does not know trigraphs or line continuations inside literals.
enum class Literals { keep, blank };
[[nodiscard]] std::string without_comments(std::string_view text, Literals literals);

// `word` stands in `line` with no letter, digit or `_` on either side.
[[nodiscard]] bool has_word(std::string_view line, std::string_view word);

// How many there are; each is printed on a line of its own first, for a person to act on.
[[nodiscard]] std::size_t reported(const Offences& offences);

}  // namespace envelope::tidy
