// One comparison of a known value with the constants of an atom.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/check/typed_expr.h"
#include "compiler/oracle/value.h"
#include "runtime/text/glob.h"
#include "runtime/text/truth.h"

namespace envelope::oracle {

// Patterns that were read before, for whoever asks about many values.
class Patterns {
 public:
  // Nothing where the pattern is refused. Valid as long as the object.
  [[nodiscard]] const text::Glob* read(const std::string& pattern, text::Domain domain);

 private:
  std::map<std::pair<text::Domain, std::string>, std::optional<text::Glob>> read_;
};

// Ignores `atom.negated`. Unknown only where text cannot tell: paths from `~`, commands that are not plain.
// Comparison::equals_self is not asked here: it depends on who acts.
[[nodiscard]] text::Truth compare(const check::TypedAtom& atom, const Value& left, Patterns& patterns);

}  // namespace envelope::oracle
