// A second opinion on globs: the definition of glob.h, written down as a plain recursive search on the pattern text.
// It shares no code with runtime/text and may take exponential time, so it is for short patterns only. It knows `*`
// `**` `?` `[…]` `{…}` and backslash, but no quotes, and trusts that Glob::parse has accepted the pattern.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/text/glob.h"

namespace envelope::text::testing {

// A pattern character: `kind` is 'c' for itself, else '*', 'd' for `**`, '?', '[' for a set.
struct NaiveItem {
  char kind = 'c';
  char32_t code = 0;
  std::string set;  // the text between the brackets
};

class NaiveGlob {
 public:
  NaiveGlob(std::string_view pattern, Domain domain);

  // Two-valued: paths compare as written, `~` being an ordinary first component.
  [[nodiscard]] bool matches(std::string_view canonical_value) const;

 private:
  std::vector<std::vector<NaiveItem>> alternatives_;
  Domain domain_;
};

}  // namespace envelope::text::testing
